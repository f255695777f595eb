package dev.parley.sim;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueYaml;
import dev.parley.catalogue.Resolver;
import dev.parley.store.CaptureInstallation;
import dev.parley.store.Database;
import dev.parley.store.Origin;
import dev.parley.store.SqliteDialect;
import dev.parley.sync.Loads;
import dev.parley.sync.SiteContext;
import dev.parley.wire.Block;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** One site: its database in memory, its clock, and the process that serves it, which may die and come back. */
final class SimSite implements AutoCloseable {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    /** Small, so that there are many blocks even of few records. */
    private static final int BLOCK_BYTES = 1000;

    private static final int LITTLE_ROOM = 400;
    private static final int MUCH_ROOM = 4_000_000;

    private static final int FEW = 1;
    private static final double DAY_MICROS = 86_400_000_000.0;
    private static final double JULIAN_1970 = 2440587.5;

    private final World world;
    private final String name;
    private final UUID uuid;
    private final int batch;
    private final boolean kept;
    private final CrashPoint crashPoint = new CrashPoint();
    private final List<Backup> backups = new ArrayList<>();
    private Connection connection;
    private Optional<SiteContext> context = Optional.empty();
    private long clockOffset;
    private int life;

    /** What the database was at some step. */
    static final class Backup {
        private final int step;
        private final byte[] image;

        private Backup(int step, byte[] image) {
            this.step = step;
            this.image = image;
        }

        int step() {
            return step;
        }
    }

    SimSite(World world, String name, UUID uuid, int batch, boolean kept) {
        this.kept = kept;
        this.world = world;
        this.name = name;
        this.uuid = uuid;
        this.batch = batch;
        this.connection = open();
    }

    String name() {
        return name;
    }

    UUID uuid() {
        return uuid;
    }

    Set<Feature> features() {
        return world.features();
    }

    Sql sql() {
        return new Sql(connection);
    }

    CrashPoint crashPoint() {
        return crashPoint;
    }

    /** Counts the processes that have served this site: what an earlier one began, ends with it. */
    int life() {
        return life;
    }

    long clock() {
        return world.now() + clockOffset;
    }

    /** The site's clock as applications write it. */
    String clockText() {
        return SECONDS.format(Instant.EPOCH.plus(clock(), java.time.temporal.ChronoUnit.MICROS));
    }

    void setClockOffset(long micros) {
        clockOffset = micros;
    }

    /** The site as the engine sees it. */
    SiteContext context() {
        return context.orElseGet(this::start);
    }

    /** Prepares the database for Parley. */
    void init() {
        Database database = database();
        new CaptureInstallation(database, world::newUuid).install(catalogue(database), database.schema());
    }

    /** The process dies, with all that it held in memory. */
    void restart() {
        crashPoint.disarm();
        context = Optional.empty();
        life++;
    }

    void backUp() {
        backups.add(image());
    }

    /** The database as it is now. */
    Backup image() {
        try {
            byte[] image = connection.unwrap(SQLiteConnection.class).serialize("main");
            return new Backup(world.step(), image);
        } catch (SQLException e) {
            throw new IllegalStateException("backing up " + name, e);
        }
    }

    Optional<Backup> lastBackup() {
        return backups.isEmpty() ? Optional.empty() : Optional.of(backups.get(backups.size() - 1));
    }

    /** Puts the database back to what it was. */
    void restore(Backup backup) {
        close();
        restart();
        connection = open();
        try {
            connection.unwrap(SQLiteConnection.class).deserialize("main", backup.image);
        } catch (SQLException e) {
            throw new IllegalStateException("restoring " + name, e);
        }
    }

    /** The tokens of every value in the database; what only a problem quotes aside, since nobody takes a value from there. */
    Set<String> tokens() {
        return tokens("name <> 'parley_problem'");
    }

    /** The tokens of every value in the database. */
    Set<String> allTokens() {
        return tokens("true");
    }

    private Set<String> tokens(String tables) {
        Set<String> tokens = new HashSet<>();
        for (String table : sql().column("select name from sqlite_master where type = 'table' and " + tables)) {
            sql().rows("select * from " + table).forEach(row -> tokens.addAll(Ledger.tokens(row.toString())));
        }
        return tokens;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing " + name, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private SiteContext start() {
        Database database = database();
        Origin origin = new Origin(uuid, this::clock, world::newUuid);
        SiteContext started = new SiteContext(
                database,
                catalogue(database),
                origin,
                name,
                "",
                batch,
                room(),
                new Loads(new Block.Limit(batch, BLOCK_BYTES), FEW, false));
        context = Optional.of(started);
        return started;
    }

    /** At every second site for so little that hardly two records go at once. */
    private long room() {
        return batch % 2 == 0 ? LITTLE_ROOM : MUCH_ROOM;
    }

    private Database database() {
        return Database.of(source(), new SqliteDialect(), crashPoint);
    }

    /** Whether its application keeps a history of its own. */
    boolean keepsHistory() {
        return kept;
    }

    private Catalogue catalogue(Database database) {
        String plain = Tables.catalogue(world.features().contains(Feature.GIVEN_UUIDS));
        String text = kept ? AppHistory.catalogue(plain) : plain;
        return Resolver.resolve(CatalogueYaml.read("catalogue.yaml", new StringReader(text)), database.schema());
    }

    private Connection open() {
        try {
            Connection opened = new SqliteDialect().connect("jdbc:sqlite::memory:", new Properties());
            Function.create(opened, "julianday", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    if (args() != 1 || !"now".equals(value_text(0))) {
                        throw new SQLException("julianday of what is not now");
                    }
                    result(clock() / DAY_MICROS + JULIAN_1970);
                }
            });
            Function.create(opened, "randomblob", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    byte[] random = new byte[value_int(0)];
                    UUID from = world.newUuid();
                    for (int i = 0; i < random.length; i++) {
                        random[i] = (byte) (from.getLeastSignificantBits() >> (8 * i));
                    }
                    result(random);
                }
            });
            Function.create(opened, "random", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    result(world.newUuid().getLeastSignificantBits());
                }
            });
            new Sql(opened).run("pragma foreign_keys = on");
            return opened;
        } catch (SQLException e) {
            throw new IllegalStateException("opening " + name, e);
        }
    }

    /** Gives the one connection again and again, and lets nobody close it. */
    private DataSource source() {
        Connection kept = connection;
        Connection shared = (Connection) Proxy.newProxyInstance(
                SimSite.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(kept, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                SimSite.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return shared;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
