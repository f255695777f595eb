package dev.parley.site;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueYaml;
import dev.parley.catalogue.Declaration;
import dev.parley.catalogue.Resolver;
import dev.parley.catalogue.Spelling;
import dev.parley.store.CommitHook;
import dev.parley.store.Database;
import dev.parley.store.Ids;
import dev.parley.store.Leases;
import dev.parley.store.Link;
import dev.parley.store.LinkLog;
import dev.parley.store.Links;
import dev.parley.store.Nonces;
import dev.parley.store.Origin;
import dev.parley.store.Sequencer;
import dev.parley.store.SiteIdentity;
import dev.parley.store.TimeSource;
import dev.parley.sync.SiteContext;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A site, open: its database, and what its two files say. The catalogue is read when it is first asked for, so that what needs none starts
 * quickly. Safe for use by several threads.
 */
public final class Site implements AutoCloseable {

    private final SiteConfig config;
    private final Database database;
    private final TimeSource time;
    private final Ids ids;
    private final Waiters waiters;
    private boolean hasKey;
    private @Nullable SiteIdentity identity;
    private @Nullable Declaration declaration;
    private @Nullable Catalogue catalogue;

    private Site(SiteConfig config, Database database, TimeSource time, Ids ids) {
        this.config = config;
        this.database = database;
        this.time = time;
        this.ids = ids;
        this.waiters = new Waiters(time);
    }

    /**
     * Opens the site's database. Whether {@code parley init} was run is not asked yet.
     *
     * @throws dev.parley.store.StoreException if the database can't be reached
     */
    public static Site open(SiteConfig config, TimeSource time, Ids ids) {
        return new Site(config, Database.open(config.database(), CommitHook.NONE), time, ids);
    }

    /** What {@code parley.yaml} says. */
    public SiteConfig config() {
        return config;
    }

    /** The site's database. */
    public Database database() {
        return database;
    }

    /** The site's clock. */
    public TimeSource time() {
        return time;
    }

    /** Where its uuids come from. */
    public Ids ids() {
        return ids;
    }

    /** Whether Parley's tables, which are there, are as this program needs them. */
    boolean isUpToDate() {
        return database.reading(SiteIdentity::isUpToDate);
    }

    /** Who this site is; empty where {@code parley init} has not been run. */
    public Optional<SiteIdentity> findIdentity() {
        return database.reading(SiteIdentity::read);
    }

    /**
     * Who this site is.
     *
     * @throws ConfigurationException if {@code parley init} has not been run, or not since a newer Parley was installed
     */
    public synchronized SiteIdentity identity() {
        SiteIdentity known = identity;
        if (known == null) {
            known = findIdentity()
                    .orElseThrow(() -> new ConfigurationException(
                            "The database %s has not been set up for Parley.".formatted(database),
                            "Run parley init first."));
            if (!isUpToDate()) {
                throw new ConfigurationException(
                        "The tables of Parley in the database %s were made by an older Parley.".formatted(database),
                        "Stop every parley serve on it, and run parley init: it brings them up to date.");
            }
            identity = known;
        }
        return known;
    }

    /**
     * What {@code catalogue.yaml} says.
     *
     * @throws ConfigurationException if there is no such file
     * @throws dev.parley.catalogue.CatalogueException with every mistake in it
     */
    public synchronized Declaration declaration() {
        Declaration known = declaration;
        if (known == null) {
            Path file = config.catalogue();
            String text = TextFile.read(
                    file,
                    "Write one as docs/configuration.md says, or name another as `catalogue:` in " + config.file());
            known = CatalogueYaml.read(file.toString(), new StringReader(text));
            declaration = known;
        }
        return known;
    }

    /**
     * The catalogue as it stands in the database.
     *
     * @throws dev.parley.catalogue.CatalogueException with every mistake, such as a table that is not there
     */
    public synchronized Catalogue catalogue() {
        Catalogue known = catalogue;
        if (known == null) {
            known = Resolver.resolve(declaration(), database.schema());
            catalogue = known;
        }
        return known;
    }

    /** What its changes are made with. */
    public Origin origin() {
        return new Origin(identity().site(), time, ids);
    }

    /** The site as the engine needs it. */
    public SiteContext context() {
        haveKey();
        return new SiteContext(
                database,
                catalogue(),
                origin(),
                config.name(),
                config.url(),
                config.sync().batch());
    }

    /** Other sites learn the key of this one when they shake hands with it. */
    private synchronized void haveKey() {
        if (!hasKey) {
            new Keys(this).own();
            hasKey = true;
        }
    }

    /** What one process at a time may do. */
    public Leases leases() {
        return new Leases(database, time, ids);
    }

    /** The nonces of requests that came. */
    public Nonces nonces() {
        return new Nonces(database, time);
    }

    /** The sites that wait to be told of news, in this process. */
    Waiters waiters() {
        return waiters;
    }

    /** Turns what the triggers wrote down into changes; gives how many rows there were. */
    public int takeIn() {
        return new Sequencer(catalogue(), origin()).drain(database);
    }

    /** Does part of the same: no more than can be done in a moment. Gives whether there may be more. */
    boolean takeInRound() {
        return new Sequencer(catalogue(), origin()).round(database);
    }

    /** Work with the links, in one transaction. */
    @FunctionalInterface
    public interface LinkWork<T> {
        /** Does it. */
        T with(Links links) throws SQLException;
    }

    /** Does work with the links, in a transaction of its own. */
    public <T> T withLinks(LinkWork<T> work) {
        return database.inTransaction(tx -> work.with(new Links(tx, time)));
    }

    /** Writes down what happened over a link, for people. */
    void log(Link link, String event, String code, String message) {
        database.inTransaction(tx -> {
            new LinkLog(tx).add(link.id(), new LinkLog.Entry(time.micros(), event, code, message, 1));
            return true;
        });
    }

    /** What happened over a link lately, the newest first. */
    public List<LinkLog.Entry> log(Link link, int limit) {
        return database.reading(tx -> new LinkLog(tx).newest(link.id(), limit));
    }

    /** All links, in order of name. */
    public List<Link> links() {
        identity();
        return database.reading(tx -> new Links(tx, time).all());
    }

    /**
     * The link that goes by that name, or has that uuid.
     *
     * @param name may be empty where there is only one
     * @throws UnknownException if there is none
     */
    public Link link(String name) {
        List<Link> all = links();
        if (name.isEmpty() && all.size() == 1) {
            return all.get(0);
        }
        return all.stream()
                .filter(link ->
                        link.name().equals(name) || link.uuid().toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, all));
    }

    private static UnknownException unknown(String name, List<Link> all) {
        if (name.isEmpty() && !all.isEmpty()) {
            return new UnknownException(
                    "This site has %d links, and none was named.".formatted(all.size()),
                    "Name one: %s.".formatted(all.stream().map(Link::name).collect(Collectors.joining(", "))));
        } else if (all.isEmpty()) {
            return new UnknownException(
                    name.isEmpty()
                            ? "This site has no links yet."
                            : "There is no link %s: this site has no links yet.".formatted(name),
                    "Make one with parley link invite, or take up another site's invitation with parley link accept.");
        }
        String meant = Spelling.nearest(name, all.stream().map(Link::name).toList())
                .map(near -> "; did you mean " + near + "?")
                .orElse(".");
        return new UnknownException(
                "There is no link %s at this site%s".formatted(name, meant),
                "parley link list shows those that there are.");
    }

    @Override
    public void close() {
        waiters.close();
        database.close();
    }
}
