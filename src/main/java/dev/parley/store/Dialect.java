package dev.parley.store;

import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema;
import dev.parley.merge.Value;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;

/** What differs between databases: one implementation an engine, without state. */
public interface Dialect {

    /** From so many rows on, what an engine has for many is worth its beginning and end. */
    int MANY = 20;

    /** {@code sqlite}, {@code postgresql} or {@code mariadb}. */
    String name();

    /** An identifier as it stands in SQL, whatever letters it has. */
    String quote(String identifier);

    /** A table as it stands in SQL, by the name that {@link Schema} has for it. */
    default String table(String name) {
        return quote(name);
    }

    /**
     * The same, where nobody knows in which schema unqualified names are looked up.
     *
     * @param space the schema of tables that are named without one; empty where the engine has none
     */
    default String table(String space, String name) {
        return space.isEmpty() ? table(name) : quote(space) + "." + quote(name);
    }

    /** The URL with the path of a file in it made absolute, from that folder. */
    default String relativeTo(Path folder, String url) {
        return url;
    }

    /** What to look at where the database can't be reached. */
    default String unreachableHint() {
        return "Is it running, and are host, port and database name right?";
    }

    /** What follows a column that is to hold one of so many values; they are given as one argument, a collection. */
    default String anyOf(int count) {
        return " in (" + Tx.marks(count) + ")";
    }

    /** The condition that a text has characters outside ASCII. */
    default String hasMoreThanAscii(String column) {
        return "octet_length(%s) <> char_length(%s)".formatted(column, column);
    }

    /** A text of that one ASCII character, in SQL. */
    default String character(char character) {
        return "char(%d)".formatted((int) character);
    }

    /** How many values are looked for at once. */
    default int manyAtOnce() {
        return 1000;
    }

    /** Sets the values of {@link #anyOf}, from that parameter on; gives the parameter after them. */
    default int bindAnyOf(PreparedStatement statement, int index, Collection<?> values) throws SQLException {
        int next = index;
        for (Object value : values) {
            if (value instanceof Long number) {
                statement.setLong(next++, number);
            } else {
                statement.setString(next++, value.toString());
            }
        }
        return next;
    }

    /** How connections to the database at that URL are kept. */
    Pooling pooling(String url);

    /** A new connection to the database of that URL, with these settings of the driver. */
    default Connection connect(String url, Properties settings) throws SQLException {
        Connection connection = DriverManager.getDriver(url).connect(url, settings);
        if (connection == null) {
            throw new SQLException("the driver does not take the URL", "08001");
        }
        return connection;
    }

    /** How many question marks a statement may have. */
    int maxParameters();

    /** How often a site that is served asks its database whether anything happened; what that costs must not be noticed. */
    Duration pulse();

    /**
     * A query without parameters that costs next to nothing and gives another text whenever somebody has committed something since it was asked
     * before on the same connection; empty where the engine has none.
     */
    default Optional<String> signOfCommits() {
        return Optional.empty();
    }

    /** Parley's own tables. */
    OwnTables ownTables();

    /** Sets a new connection up: UTC, read committed, foreign keys on, UTF-8. */
    void prepare(Connection connection) throws SQLException;

    /** Begins a transaction: read committed, or one that only reads and sees the database as it is at its first statement. */
    default void begin(Connection connection, boolean reading) throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
        }
        if (reading) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
        }
    }

    /** Has the connection take its next statement as a transaction of its own; false where that would cost more than to begin one and commit it. */
    default boolean alone(Connection connection) throws SQLException {
        return false;
    }

    /** Commits what was begun. */
    default void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    /** Rolls back what was begun, and with it all that {@link #tidy} takes back. */
    default void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** Takes back what {@link #applying} and {@link #lockTimeout} set and what would outlive the transaction; before its commit. */
    void tidy(Connection connection) throws SQLException;

    /** What a select ends with that locks its rows until commit; empty where writers are alone anyway. */
    String forUpdate();

    /**
     * The same of a select of several tables that locks the rows of one alone, which goes by that name; empty where the engine locks all that it reads.
     */
    default Optional<String> forUpdateOf(String table) {
        return forUpdate().isEmpty() ? Optional.of("") : Optional.empty();
    }

    /**
     * The same select, but it locks those of its rows until commit which nobody else has locked, and passes over the others. Empty where one that
     * waits never waits for the locks of rows that it only looks at.
     */
    default Optional<String> lockingFree(String select) {
        return Optional.empty();
    }

    /** How long to wait for another's lock where one is ready to try all over again. */
    default Duration shortWait() {
        return Duration.ZERO;
    }

    /** How long a statement of this transaction may wait for another's lock. */
    void lockTimeout(Connection connection, Duration timeout) throws SQLException;

    /** Says that what this transaction writes from here on is Parley's own and not to be captured, or that it is again. */
    void applying(Connection connection, boolean on) throws SQLException;

    /** Whether the same transaction may well succeed when it is tried again: a deadlock, a serialization failure, a busy database. */
    boolean isPassing(SQLException failure);

    /** Whether the connection or the server is gone, as against a statement that failed. */
    boolean isDisconnect(SQLException failure);

    /** Whether the user is not let in, or may not do what it tried. */
    boolean isRefusal(SQLException failure);

    /** Whether a constraint was in the way, which the message names: a key, a reference, a check, or null where it is not allowed. */
    default boolean isConstraint(SQLException failure) {
        return SqlFailure.any(failure, e -> SqlFailure.state(e, "23"));
    }

    /** The tables of the database (of its current schema), Parley's own left out. */
    Schema readSchema(Connection connection) throws SQLException;

    /** How capture is made, read and taken away. */
    CaptureSql capture();

    /** Whether its dates may have a zero year, month or day. */
    default boolean hasZeroDates() {
        return true;
    }

    /** The column's value in canonical form. */
    Value read(ResultSet row, int index, FieldKind kind) throws SQLException;

    /** Sets a parameter to a canonical value, so that a column of that kind takes it. */
    void bind(PreparedStatement statement, int index, Value value, FieldKind kind) throws SQLException;

    /**
     * Which values a column of that type may not keep as they are (it rounds, pads, or writes them otherwise), so that they have to be
     * tried first; absent where it keeps every value or refuses it.
     */
    Optional<Predicate<String>> doubtful(BulkColumn column);

    /**
     * A column of a bulk statement.
     *
     * @param type its own type, as it would stand in a create table; empty where its values are known to fit
     */
    record BulkColumn(String name, FieldKind kind, String type) {

        /** What a column of Parley's own has that holds numbers of 64 bits. */
        static final String LONG = "bigint";

        /** The same of 32 bits. */
        static final String INT = "int";

        /** A column whose values are known to fit. */
        public BulkColumn(String name, FieldKind kind) {
            this(name, kind, "");
        }

        /** The column of a field. */
        public BulkColumn(Field field) {
            this(field.name(), field.kind(), field.type());
        }
    }

    /** How a column is selected, so that it is read as exactly as it is kept; given as it stands in SQL. */
    default String exactly(String column, FieldKind kind, String type) {
        return column;
    }

    /** How many bytes a column's value has, as near as the engine tells without reading it; given as it stands in SQL. */
    default String bytes(String column, FieldKind kind) {
        return "octet_length(%s)".formatted(column);
    }

    /** The statement that drops a temporary table, if it is there. */
    default String dropTemporary(String table) {
        return "drop table if exists " + table;
    }

    /**
     * Reads the rows that a query gives, in canonical form, one at a time, so that memory does not grow with their number. Stops where the sink
     * wants no more.
     *
     * @param kinds what its columns hold
     * @param large whether a single row may be of megabytes
     * @param arguments numbers (Long) and uuids
     */
    default void scan(Tx tx, String sql, List<FieldKind> kinds, boolean large, List<Object> arguments, RowSink sink)
            throws SQLException {
        BulkSql.scan(tx, sql, kinds, arguments, sink);
    }

    /** How the database hashes rows by itself; empty where it has no hash that would do. */
    default Optional<RowHash> rowHash(Tx tx) throws SQLException {
        return Optional.empty();
    }

    /** Reads rows in the order of a column. */
    @FunctionalInterface
    interface Ordered<T> {
        /**
         * Reads.
         *
         * @param hint what stands after the table's name in the select
         */
        T read(String hint) throws SQLException;
    }

    /**
     * Reads a page of a table's rows in the order of that column's index, whatever the optimizer thinks; as it thinks where there is no such index.
     * What else the transaction reads is not concerned.
     */
    default <T> T inOrderOf(Tx tx, String table, String column, Ordered<T> reading) throws SQLException {
        return reading.read("");
    }

    /** Whether the database refuses a second row with the same value of that column as soon as it is inserted. */
    boolean isUnique(Tx tx, String table, String column) throws SQLException;

    /**
     * Inserts many rows into a table by the fastest way that the engine has.
     *
     * @throws IllegalArgumentException if a value is not canonical
     */
    default void load(Tx tx, String table, List<BulkColumn> columns, RowStream rows) throws SQLException {
        BulkSql.insert(tx, table, columns, rows);
    }

    /**
     * Like {@link #load}, but into a table of Parley's own, and of rows that may be so few that the fastest way for many is not worth it.
     *
     * @param columns of text; those of numbers have one of the types {@link BulkColumn#LONG} and {@link BulkColumn#INT}
     * @param count how many rows there are
     */
    default void insertMany(Tx tx, String table, List<BulkColumn> columns, int count, RowStream rows)
            throws SQLException {
        if (count >= MANY) {
            load(tx, table, columns, rows);
        } else if (count > 0) {
            BulkSql.insert(tx, table, columns, rows);
        }
    }

    /** Inserts rows by the fastest way that the engine has. */
    default void insert(Tx tx, String table, List<BulkColumn> columns, List<List<Value>> rows) throws SQLException {
        BulkSql.execute(tx, BulkSql.insertion(this, table, columns), columns, rows);
    }

    /** Inserts rows and gives the value that the database gave each in that column, in the order of the rows. */
    default List<Value> insertGiving(
            Tx tx, String table, List<BulkColumn> columns, List<List<Value>> rows, String given) throws SQLException {
        return BulkSql.insertGiving(tx, table, columns, rows, given);
    }

    /** So many values for a column whose values the database gives, which no row of the table has: for rows that need to know theirs beforehand. */
    default List<Value> idsAhead(Tx tx, String table, String column, int count) throws SQLException {
        return BulkSql.idsAhead(tx, table, column, count);
    }

    /** What is written in several statements, and is right only when all are carried out. */
    @FunctionalInterface
    interface Writing {
        /** Carries the statements out. */
        void carryOut() throws SQLException;
    }

    /**
     * Carries statements out together, so that no foreign key is in their way that holds when the last one is done. Not every engine looks at that
     * then: the rows that are referred to are there and locked, and nothing refers to rows that go.
     */
    void together(Tx tx, Writing writing) throws SQLException;

    /** Updates rows: each list holds the values to set, then those of the where columns, which no two lists have alike. */
    default void update(Tx tx, String table, List<BulkColumn> set, List<BulkColumn> where, List<List<Value>> rows)
            throws SQLException {
        String sql = "update %s set %s where %s"
                .formatted(table(table), BulkSql.equals(this, set, ", "), BulkSql.equals(this, where, " and "));
        BulkSql.execute(tx, sql, BulkSql.both(set, where), rows);
    }

    /**
     * Writes rows anew that are there, with all their columns: each list holds the other columns' values, then those of the primary key, which no two
     * lists have alike. Nothing but the key is unique in the table, nothing refers to it, and no trigger stands on it.
     */
    default void rewrite(Tx tx, String table, List<BulkColumn> others, List<BulkColumn> key, List<List<Value>> rows)
            throws SQLException {
        update(tx, table, others, key, rows);
    }

    /** Deletes rows: each list holds the values of the where columns. */
    default void delete(Tx tx, String table, List<BulkColumn> where, List<List<Value>> rows) throws SQLException {
        String sql = "delete from %s where %s".formatted(table(table), BulkSql.equals(this, where, " and "));
        BulkSql.execute(tx, sql, where, rows);
    }
}
