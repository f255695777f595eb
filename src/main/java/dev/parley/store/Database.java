package dev.parley.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.parley.catalogue.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A site's database, open. Safe for use by several threads. A transaction is one call; there are none within one another. */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 20;

    private final String place;
    private final DataSource writing;
    private final DataSource reading;
    private final Dialect dialect;
    private final CommitHook hook;
    private final Optional<Stage> stage;

    private Database(String place, DataSource writing, DataSource reading, Dialect dialect, CommitHook hook) {
        this.place = place;
        this.writing = writing;
        this.reading = reading;
        this.dialect = dialect;
        this.hook = hook;
        this.stage = Optional.empty();
    }

    /** What a transaction is for. */
    private enum Kind {
        WRITING(false, false),
        STATEMENT(false, true),
        READING(true, false),
        QUERY(true, true);

        private final boolean reads;
        private final boolean single;

        Kind(boolean reads, boolean single) {
            this.reads = reads;
            this.single = single;
        }
    }

    /** A transaction under way that others are parts of; whether it is the last attempt. */
    private record Stage(Connection connection, boolean last) {}

    /** The same, where all that is done is a part of the transaction that is under way on that connection. */
    private Database(Database whole, Stage stage) {
        this.place = whole.place;
        this.writing = whole.writing;
        this.reading = whole.reading;
        this.dialect = whole.dialect;
        this.hook = CommitHook.NONE;
        this.stage = Optional.of(stage);
    }

    /**
     * Opens a database with a pool of connections.
     *
     * @throws StoreException if the URL is of no database that Parley knows, or if the database can't be reached
     */
    public static Database open(DatabaseConfig config, CommitHook hook) {
        Dialect dialect = Dialects.of(config);
        Pooling pooling = dialect.pooling(config.url());
        HikariDataSource writing = pool(config, dialect, pooling, pooling.connections());
        DataSource reading = pooling.readers() == 0 ? writing : pool(config, dialect, pooling, pooling.readers());
        return new Database(config.place(), writing, reading, dialect, hook);
    }

    /**
     * Takes a database that is open already. The source stays the caller's to close; each connection that it gives is set up as the dialect
     * needs it.
     */
    public static Database of(DataSource source, Dialect dialect, CommitHook hook) {
        DataSource prepared = new PreparedSource(source::getConnection, dialect);
        return new Database(dialect.name(), prepared, prepared, dialect, hook);
    }

    /** What is particular to this database. */
    public Dialect dialect() {
        return dialect;
    }

    /** The tables of the database as they stand now, Parley's own left out. */
    public Schema schema() {
        return reading(tx -> dialect.readSchema(tx.connection()));
    }

    /** Makes Parley's own tables where they are missing, and brings those up to date that an older Parley has made. Can be done again and again. */
    public void createOwnTables() {
        OwnTables own = dialect.ownTables();
        inTransaction(tx -> {
            try (Statement statement = tx.connection().createStatement()) {
                for (String sql : own.statements()) {
                    statement.execute(sql);
                }
                for (OwnTables.Later later : own.later()) {
                    if (later.isMissing(tx.connection())) {
                        statement.execute(later.statement());
                    }
                }
            }
            return true;
        });
    }

    /**
     * Does work in a transaction (read committed; alone, on SQLite) and commits it. Any exception rolls it back. Where another
     * transaction stood in the way it is done again, several times at most.
     *
     * @throws StoreException if the database can't do it
     */
    public <T> T inTransaction(Work<T> work) {
        return writing(Kind.WRITING, work);
    }

    /**
     * Carries one statement out, which is a transaction of its own: where the engine takes it so, that costs one turn instead of three.
     *
     * @throws StoreException if the database can't do it
     */
    public <T> T statement(Work<T> work) {
        return writing(Kind.STATEMENT, work);
    }

    private <T> T writing(Kind kind, Work<T> work) {
        if (stage.isPresent()) {
            return part(stage.get(), work);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                T result = once(kind, attempt == ATTEMPTS, work);
                hook.afterCommit();
                return result;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !dialect.isPassing(e)) {
                    throw failure("Writing to", e);
                }
            }
            pause(attempt);
        }
    }

    /**
     * Does work that reads, however long it takes, in a transaction that sees the database as it was at one moment.
     *
     * @throws StoreException if the database can't do it
     */
    public <T> T reading(Work<T> work) {
        return reading(Kind.READING, work);
    }

    /**
     * Asks one short question, whose answer is of one moment by itself.
     *
     * @throws StoreException if the database can't do it
     */
    public <T> T query(Work<T> work) {
        return reading(Kind.QUERY, work);
    }

    private <T> T reading(Kind kind, Work<T> work) {
        if (stage.isPresent()) {
            return part(stage.get(), work);
        }
        try {
            return once(kind, true, work);
        } catch (SQLException e) {
            throw failure("Reading from", e);
        }
    }

    /**
     * Has something played that may take many transactions, and undoes all of it: the database that is handed out does each of them as a part of
     * one that is rolled back in the end. What they lock stays locked until then, so it has to be short. Where another transaction stood in the way
     * it is played again, several times at most.
     *
     * @throws StoreException if the database can't do it
     */
    public <T> T rehearse(Function<Database, T> play) {
        for (int attempt = 1; ; attempt++) {
            try {
                return undone(play, attempt == ATTEMPTS);
            } catch (SQLException e) {
                throw failure("Writing to", e);
            } catch (StoreException e) {
                boolean passing = e.getCause() instanceof SQLException sql && dialect.isPassing(sql);
                if (attempt == ATTEMPTS || !passing) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    private <T> T undone(Function<Database, T> play, boolean last) throws SQLException {
        try (Connection connection = writing.getConnection()) {
            dialect.begin(connection, false);
            try {
                return play.apply(new Database(this, new Stage(connection, last)));
            } finally {
                rollback(writing, connection);
            }
        }
    }

    /** A transaction within the one that is under way: what it did is undone where it fails. */
    private <T> T part(Stage whole, Work<T> work) {
        Connection connection = whole.connection();
        try {
            Savepoint before = connection.setSavepoint();
            boolean done = false;
            try {
                Tx tx = new Tx(connection, dialect, whole.last());
                T result = work.in(tx);
                tx.applying(false);
                tx.tidy();
                connection.releaseSavepoint(before);
                done = true;
                return result;
            } finally {
                if (!done) {
                    undo(connection, before);
                }
            }
        } catch (SQLException e) {
            throw failure("Writing to", e);
        }
    }

    /** Where even that fails the whole transaction is over, and what had failed before says so. */
    private void undo(Connection connection, Savepoint before) {
        try {
            connection.rollback(before);
            dialect.tidy(connection);
        } catch (SQLException over) {
            LOG.debug("event=rehearsal_over database={} error=\"{}\"", place, over.getMessage());
        }
    }

    /** A connection of its own for somebody who asks again and again; without transactions. Is the caller's to close. */
    Connection connection() throws SQLException {
        Connection connection = reading.getConnection();
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        return connection;
    }

    /** What a failed statement outside of a transaction means. */
    StoreException unread(SQLException e) {
        return failure("Reading from", e);
    }

    @Override
    public void close() {
        if (reading instanceof HikariDataSource pool) {
            pool.close();
        }
        if (writing instanceof HikariDataSource pool) {
            pool.close();
        }
    }

    @Override
    public String toString() {
        return place;
    }

    private <T> T once(Kind kind, boolean last, Work<T> work) throws SQLException {
        DataSource source = kind.reads ? reading : writing;
        try (Connection connection = source.getConnection()) {
            if (kind.single && dialect.alone(connection)) {
                if (!kind.reads) {
                    hook.beforeCommit();
                }
                return work.in(new Tx(connection, dialect, last));
            }
            dialect.begin(connection, kind == Kind.READING);
            boolean committed = false;
            try {
                Tx tx = new Tx(connection, dialect, last);
                T result = work.in(tx);
                tx.tidy();
                if (!kind.reads) {
                    hook.beforeCommit();
                }
                dialect.commit(connection);
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollback(source, connection);
                }
            }
        }
    }

    /** Undoes what was done. A connection that can't even do that is thrown away, which undoes it too. */
    private void rollback(DataSource source, Connection connection) {
        try {
            dialect.rollback(connection);
        } catch (SQLException broken) {
            if (source instanceof HikariDataSource pool) {
                pool.evictConnection(connection);
            }
        }
    }

    private static void pause(int attempt) {
        long longest = FIRST_PAUSE_MILLIS << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Stopped while waiting to try a transaction again.", e);
        }
    }

    private StoreException failure(String doing, SQLException e) {
        return failure(doing, place, dialect, e);
    }

    private static StoreException failure(String doing, String place, Dialect dialect, SQLException e) {
        // Some drivers end their messages with a full stop, and the sentences below bring their own.
        String why = String.valueOf(e.getMessage()).replaceAll("[.\\s]+$", "");
        if (dialect.isDisconnect(e)) {
            return new DatabaseAwayException(
                    "The database %s can't be reached: %s. %s".formatted(place, why, dialect.unreachableHint()), e);
        }
        String hint = "";
        if (dialect.isPassing(e)) {
            hint = " Other work on the database stood in the way %d times; try again later.".formatted(ATTEMPTS);
        } else if (dialect.isRefusal(e)) {
            hint = " Check the user, its password and what it may do.";
        }
        return new StoreException("%s the database %s failed: %s.%s".formatted(doing, place, why, hint), e);
    }

    private static HikariDataSource pool(DatabaseConfig config, Dialect dialect, Pooling pooling, int connections) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("parley-" + dialect.name());
        pool.setDataSource(new PreparedSource(opener(config, dialect, pooling), dialect));
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setAutoCommit(pooling.autoCommit());
        pool.setConnectionTimeout(pooling.patience().toMillis());
        if (connections == 1) {
            pool.setMaxLifetime(0);
        }
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw failure("Opening", config.place(), dialect, cause);
            }
            throw new StoreException("Opening the database %s failed.".formatted(config.place()), e);
        }
    }

    private static PreparedSource.Opener opener(DatabaseConfig config, Dialect dialect, Pooling pooling) {
        Properties settings = new Properties();
        settings.putAll(pooling.settings());
        if (!config.user().isEmpty()) {
            settings.setProperty("user", config.user());
        }
        if (!config.password().isEmpty()) {
            settings.setProperty("password", config.password());
        }
        return () -> dialect.connect(config.url(), settings);
    }
}
