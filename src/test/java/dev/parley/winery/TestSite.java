package dev.parley.winery;

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
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A site on a real database of that engine, with Parley's tables and capture in it. */
public final class TestSite implements AutoCloseable {

    private static final int BATCH = 500;

    private final Setup setup;
    private final TestDatabase testDatabase;
    private Database database;
    private SiteContext context;
    private @Nullable Connection application;

    private TestSite(Setup setup, TestDatabase testDatabase) {
        this.setup = setup;
        this.testDatabase = testDatabase;
        this.database = database(setup, testDatabase);
        this.context = context(setup, database);
    }

    /**
     * What a site is made of.
     *
     * @param catalogue the text of catalogue.yaml
     * @param filling the application's tables and rows
     * @param time the site's clock
     * @param hook is called around each of its commits
     */
    public record Setup(
            Engine engine, String name, String catalogue, Filling filling, TimeSource time, CommitHook hook) {

        /** The same with another clock. */
        public Setup with(TimeSource clock) {
            return new Setup(engine, name, catalogue, filling, clock, hook);
        }

        /** The same with something at its commits. */
        public Setup with(CommitHook commits) {
            return new Setup(engine, name, catalogue, filling, time, commits);
        }
    }

    /** A site whose application has these tables and rows already. */
    public static TestSite open(Engine engine, String name, String catalogue, Filling filling) {
        return open(new Setup(engine, name, catalogue, filling, TimeSource.SYSTEM, CommitHook.NONE));
    }

    /** A site as it is described. */
    public static TestSite open(Setup setup) {
        TestDatabase testDatabase = setup.engine().newDatabase();
        try (Connection connection = testDatabase.connect()) {
            setup.filling().fill(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("filling " + setup.name(), e);
        }
        return new TestSite(setup, testDatabase);
    }

    /** Starts Parley anew, which then sees the tables as they are now. */
    public void restart() {
        database.close();
        database = database(setup, testDatabase);
        context = context(setup, database);
    }

    /** Closes all connections to the database and opens others, as after a pause; nothing is installed anew. */
    public void reconnect() {
        database.close();
        database = database(setup, testDatabase);
        context = new SiteContext(database, context.catalogue(), context.origin(), setup.name(), "", BATCH);
    }

    /** Backs the database up, as it is while nobody is connected. */
    public void backUp() {
        disconnected(testDatabase::backUp);
    }

    /** Puts the database back to what it was when it was last backed up; nothing is installed anew. */
    public void restore() {
        disconnected(testDatabase::restore);
    }

    private void disconnected(Runnable step) {
        closeApplication();
        database.close();
        step.run();
        reconnect();
    }

    private static Database database(Setup setup, TestDatabase testDatabase) {
        DatabaseConfig config =
                new DatabaseConfig(testDatabase.jdbcUrl(), testDatabase.user(), testDatabase.password());
        return Database.open(config, setup.hook());
    }

    private static SiteContext context(Setup setup, Database database) {
        database.createOwnTables();
        Catalogue resolved = Resolver.resolve(
                CatalogueYaml.read("catalogue.yaml", new StringReader(setup.catalogue())), database.schema());
        new CaptureInstallation(database).install(resolved, database.schema());
        UUID site = UUID.nameUUIDFromBytes(setup.name().getBytes(StandardCharsets.UTF_8));
        Origin origin = new Origin(site, setup.time(), Ids.RANDOM);
        return new SiteContext(database, resolved, origin, setup.name(), "", BATCH);
    }

    /** What the application has before Parley comes. */
    @FunctionalInterface
    public interface Filling {
        void fill(Connection connection) throws SQLException;
    }

    public Engine engine() {
        return setup.engine();
    }

    public SiteContext context() {
        return context;
    }

    public Database database() {
        return database;
    }

    /** A connection as the application has it, which keeps foreign keys. */
    public Connection connect() throws SQLException {
        Connection connection = testDatabase.connect();
        if (setup.engine() == Engine.SQLITE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma foreign_keys = on");
            }
        }
        return connection;
    }

    /** The one connection that the application keeps. */
    private Connection application() throws SQLException {
        if (application == null) {
            application = connect();
            application.setAutoCommit(false);
        }
        return application;
    }

    /** Carries statements out as the application would, in one transaction. */
    public void run(String... statements) {
        try (Statement statement = application().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            application().commit();
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** Carries statements out in one transaction that nothing captures, as a person does who turns triggers off. */
    public void behindParley(String... statements) {
        database().inTransaction(tx -> {
            tx.applying(true);
            for (String sql : statements) {
                tx.update(sql);
            }
            return true;
        });
    }

    /** Carries a statement out that can't be part of a transaction, on a connection of its own. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query, each as its columns' text joined by bars. */
    public List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Statement statement = application().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
            application().commit();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }

    /** The one value of a query that gives one. */
    public String value(String sql) {
        return rows(sql).get(0);
    }

    /** Makes this site's half of a link; gives its number. */
    public long link(UUID link, UUID business, TestSite other, Direction direction) {
        return database.inTransaction(tx -> new Links(tx, context.origin().time())
                .add(new NewLink(
                        link,
                        business,
                        "to-" + other.context.name(),
                        direction,
                        Status.ACTIVE,
                        "",
                        other.context.origin().site(),
                        other.context.name(),
                        link.toString(),
                        "key"))
                .id());
    }

    @Override
    public void close() {
        closeApplication();
        database.close();
        testDatabase.close();
    }

    private void closeApplication() {
        try {
            if (application != null) {
                application.close();
                application = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("closing the application's connection", e);
        }
    }
}
