package dev.parley.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transaction that is under way, with the few ways in which Parley speaks SQL. Not for use by several threads. */
public final class Tx {

    /** Makes a value of the row on which the result stands. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the row. */
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the row on which the result stands. */
    @FunctionalInterface
    public interface RowVisitor {
        /** Visits the row. */
        void visit(ResultSet row) throws SQLException;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;
    private final Dialect dialect;
    private final Map<List<String>, List<String>> found = new HashMap<>();
    private final Map<Class<?>, Object> kept = new HashMap<>();
    private final boolean last;
    private boolean untidy;
    private boolean applying;

    /** A transaction on that connection that is not tried again where another stands in the way. */
    public Tx(Connection connection, Dialect dialect) {
        this(connection, dialect, true);
    }

    /** A transaction on that connection; whether it is the last attempt. */
    Tx(Connection connection, Dialect dialect, boolean last) {
        this.connection = connection;
        this.dialect = dialect;
        this.last = last;
    }

    /** The connection, for what the ways below do not cover. */
    public Connection connection() {
        return connection;
    }

    /** What is particular to this database. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Says that what this transaction writes from here on is Parley's own and not to be captured, or that it is again.
     *
     * @return what was said before
     */
    public boolean applying(boolean on) throws SQLException {
        boolean before = applying;
        if (before != on) {
            untidy = true;
            applying = on;
            dialect.applying(connection, on);
        }
        return before;
    }

    /** Has each statement from here on wait for locks of others, but not for ever. */
    void waitLong() throws SQLException {
        lockTimeout(PATIENCE);
    }

    /**
     * Has statements from here on hardly wait for locks of others, unless the transaction is not going to be tried again: who holds rows and
     * waits for one of an application's transaction may have it fail as the victim of a deadlock, and holds up everybody who waits for the feed.
     */
    void giveWay() throws SQLException {
        if (!last) {
            lockTimeout(dialect.shortWait());
        }
    }

    private void lockTimeout(Duration timeout) throws SQLException {
        untidy = true;
        dialect.lockTimeout(connection, timeout);
    }

    /** Takes back what this transaction set on its connection and must not outlive it. */
    void tidy() throws SQLException {
        if (untidy) {
            dialect.tidy(connection);
        }
    }

    /**
     * The rows that the query gives. Arguments: String, Long, Integer, UUID (as text), Boolean (as 1 or 0), byte[], null, or a collection for
     * {@link #anyOf}.
     */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(reader.read(row)), arguments);
        return rows;
    }

    /** The first row that the query gives, if there is one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> rows = list(sql, reader, arguments);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /**
     * The texts that a query gives, asked once in the transaction: for what can't change while it is under way, such as the columns of a table that
     * it writes to.
     */
    List<String> once(String sql, String argument) throws SQLException {
        List<String> key = List.of(sql, argument);
        List<String> known = found.get(key);
        if (known == null) {
            known = list(sql, row -> row.getString(1), argument);
            found.put(key, known);
        }
        return known;
    }

    /** What is found once in the transaction and is the same until its end, or until it is forgotten; of its kind one is kept. */
    <T> T kept(Class<T> kind, Work<T> finding) throws SQLException {
        Object known = kept.get(kind);
        if (known != null) {
            return kind.cast(known);
        }
        T now = finding.in(this);
        kept.put(kind, now);
        return now;
    }

    /** Has what is kept of that kind found anew: this transaction alters it. */
    void forget(Class<?> kind) {
        kept.remove(kind);
    }

    /** Visits each row that the query gives, a thousand at a time from the database, so that memory does not grow with their number. */
    public void each(String sql, RowVisitor visitor, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(1000);
            bind(statement, arguments);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    visitor.visit(row);
                }
            }
        }
    }

    /** Takes the row on which the result stands; gives whether it wants another. */
    @FunctionalInterface
    public interface RowTaker {
        /** Takes the row. */
        boolean take(ResultSet row) throws SQLException;
    }

    /** Visits rows that the query gives until it was enough; gives whether it was. */
    public boolean some(String sql, RowTaker taker, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(1000);
            bind(statement, arguments);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (!taker.take(row)) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    /** Carries the statement out; gives the number of rows that it touched. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
        }
    }

    /** Carries the statement out for each row of arguments, many at a time. */
    public void batch(String sql, Iterable<@Nullable Object[]> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
                if (++waiting == 1000) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }

    /** Question marks for an in-list of that many values: {@code ?,?,?}. */
    public static String marks(int count) {
        return "?,".repeat(count).substring(0, 2 * count - 1);
    }

    /** What follows a column that is to hold one of these values, which are then given as one argument; see {@link #parts}. */
    public String anyOf(Collection<?> values) {
        return dialect.anyOf(values.size());
    }

    /** The items in lists of as many as are looked for at once. */
    public <T> List<List<T>> parts(Collection<T> items) {
        return Parts.of(items, dialect.manyAtOnce());
    }

    void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        int index = 1;
        for (Object argument : arguments) {
            if (argument instanceof Collection<?> values) {
                index = dialect.bindAnyOf(statement, index, values);
                continue;
            }
            if (argument instanceof Long number) {
                statement.setLong(index, number);
            } else if (argument instanceof Integer number) {
                statement.setInt(index, number);
            } else if (argument instanceof Boolean yes) {
                statement.setInt(index, yes ? 1 : 0);
            } else if (argument instanceof byte[] bytes) {
                statement.setBytes(index, bytes);
            } else if (argument instanceof String || argument instanceof UUID) {
                statement.setString(index, argument.toString());
            } else if (argument == null) {
                statement.setNull(index, java.sql.Types.NULL);
            } else {
                throw new IllegalArgumentException("no way to bind a " + argument.getClass());
            }
            index++;
        }
    }
}
