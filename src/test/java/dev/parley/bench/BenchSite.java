package dev.parley.bench;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueYaml;
import dev.parley.catalogue.Resolver;
import dev.parley.store.CaptureInstallation;
import dev.parley.store.CommitHook;
import dev.parley.store.Database;
import dev.parley.store.DatabaseConfig;
import dev.parley.store.Ids;
import dev.parley.store.Link.Direction;
import dev.parley.store.Link.Status;
import dev.parley.store.Links;
import dev.parley.store.Links.NewLink;
import dev.parley.store.Origin;
import dev.parley.store.TimeSource;
import dev.parley.sync.SiteContext;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A site on a database of the benchmark: with Parley's tables and capture, as {@code parley init} leaves it. */
final class BenchSite implements AutoCloseable {

    private final Database database;
    private final SiteContext context;

    private BenchSite(Database database, SiteContext context) {
        this.database = database;
        this.context = context;
    }

    static BenchSite open(String name, DatabaseConfig config, int batch) {
        Database database = Database.open(config, CommitHook.NONE);
        database.createOwnTables();
        Catalogue catalogue = Resolver.resolve(
                CatalogueYaml.read("catalogue.yaml", new StringReader(BenchTables.CATALOGUE)), database.schema());
        new CaptureInstallation(database).install(catalogue, database.schema());
        Origin origin = new Origin(site(name), TimeSource.SYSTEM, Ids.RANDOM);
        return new BenchSite(database, new SiteContext(database, catalogue, origin, name, "", batch));
    }

    /** The uuid of the site of that name. */
    private static UUID site(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    SiteContext context() {
        return context;
    }

    /** Makes this site's half of a link; gives its number. */
    long link(UUID link, Direction direction, String other, String keyId, String secret) {
        return database.inTransaction(tx -> new Links(tx, context.origin().time())
                .add(new NewLink(
                        link,
                        BenchTables.BUSINESS,
                        "to-" + other,
                        direction,
                        Status.ACTIVE,
                        "",
                        site(other),
                        other,
                        keyId,
                        secret))
                .id());
    }

    @Override
    public void close() {
        database.close();
    }
}
