package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CanonicalJson;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema;
import dev.parley.merge.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.sqlite.SQLiteConnection;

/** SQLite 3.37 and later. Transactions that write take turns. */
public final class SqliteDialect implements Dialect {

    private static final String PREFIX = "jdbc:sqlite:";
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int CONSTRAINT = 19;
    private static final int PATIENCE_MILLIS = 30_000;
    // Can't open, not a database, disk I/O error.
    private static final Set<Integer> GONE = Set.of(10, 14, 26);
    // No permission, read-only.
    private static final Set<Integer> REFUSED = Set.of(3, 8);

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** One connection to write, in a file more to read; a database in memory is there for one connection alone. */
    @Override
    public Pooling pooling(String url) {
        Properties settings = new Properties();
        if (isInMemory(url)) {
            return new Pooling(1, 0, true, Duration.ofMillis(2L * PATIENCE_MILLIS), settings);
        }
        // To read and write, but not to make it: a wrong path is to be told, not to become an empty database.
        settings.setProperty("open_mode", "2");
        return new Pooling(1, 4, true, Duration.ofMillis(2L * PATIENCE_MILLIS), settings);
    }

    /** One that keeps its statements: compiling a write with its triggers takes longer than carrying it out. */
    @Override
    public Connection connect(String url, Properties settings) throws SQLException {
        return new SqliteKeepingConnection(url, url.substring(PREFIX.length()), settings);
    }

    private static boolean isInMemory(String url) {
        return url.contains(":memory:") || url.contains("mode=memory");
    }

    @Override
    public String relativeTo(Path folder, String url) {
        String file = url.substring(PREFIX.length());
        boolean isPath = !file.isEmpty() && !file.startsWith("file:") && !isInMemory(url);
        return isPath ? PREFIX + folder.resolve(file) : url;
    }

    @Override
    public String unreachableHint() {
        return "Is the file there, is it an SQLite database, and may this user write to it and its folder?";
    }

    @Override
    public String hasMoreThanAscii(String column) {
        return "length(cast(%s as blob)) <> length(%s)".formatted(column, column);
    }

    @Override
    public int maxParameters() {
        return 32_766;
    }

    @Override
    public Duration pulse() {
        return Duration.ofMillis(25);
    }

    /** Other connections' commits, told by a word in memory that all processes share. */
    @Override
    public Optional<String> signOfCommits() {
        return Optional.of("pragma data_version");
    }

    @Override
    public OwnTables ownTables() {
        return new OwnTables(
                "integer primary key",
                "integer primary key",
                "text",
                "text",
                "text",
                "",
                " where $1",
                List.of("""
                create table if not exists parley_session (
                  id integer primary key,
                  applying int not null,
                  user_name text not null,
                  session text not null
                )""", """
                insert into parley_session (id, applying, user_name, session)
                select 1, 0, '', '' where not exists (select 1 from parley_session)"""));
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = " + PATIENCE_MILLIS);
            statement.execute("pragma foreign_keys = on");
            // Once set it stays with the file; a database in memory says no, which is well.
            statement.execute("pragma journal_mode = wal");
        }
    }

    /** The driver begins the next transaction as soon as one ends; so this says begin and commit itself. */
    @Override
    public void begin(Connection connection, boolean reading) throws SQLException {
        execute(connection, reading ? "begin deferred" : "begin immediate");
        connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
    }

    /** That is how its connections wait. */
    @Override
    public boolean alone(Connection connection) {
        return true;
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "commit");
        connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(true);
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
        try {
            execute(connection, "rollback");
        } finally {
            sqlite.getConnectionConfig().setAutoCommit(true);
        }
    }

    /** What it counted as missing is there when the last statement is done, so nothing is left for the commit to find. */
    @Override
    public void together(Tx tx, Writing writing) throws SQLException {
        execute(tx.connection(), "pragma defer_foreign_keys = on");
        try {
            writing.carryOut();
        } finally {
            execute(tx.connection(), "pragma defer_foreign_keys = off");
        }
    }

    @Override
    public void tidy(Connection connection) throws SQLException {
        execute(connection, "update parley_session set applying = 0 where applying <> 0");
    }

    @Override
    public String forUpdate() {
        return "";
    }

    /** A transaction that writes is alone, so it waits for nobody. */
    @Override
    public void lockTimeout(Connection connection, Duration timeout) {}

    @Override
    public void applying(Connection connection, boolean on) throws SQLException {
        execute(connection, "update parley_session set applying = " + (on ? 1 : 0));
    }

    @Override
    public boolean isPassing(SQLException failure) {
        return SqlFailure.any(failure, e -> code(e) == BUSY || code(e) == LOCKED);
    }

    @Override
    public boolean isDisconnect(SQLException failure) {
        return SqlFailure.any(failure, e -> SqlFailure.isConnection(e) || GONE.contains(code(e)));
    }

    @Override
    public boolean isRefusal(SQLException failure) {
        return SqlFailure.any(failure, e -> REFUSED.contains(code(e)));
    }

    @Override
    public boolean isConstraint(SQLException failure) {
        return SqlFailure.any(failure, e -> code(e) == CONSTRAINT);
    }

    @Override
    public Schema readSchema(Connection connection) throws SQLException {
        return SqliteSchema.read(connection);
    }

    @Override
    public CaptureSql capture() {
        return new SqliteCapture();
    }

    /** A column may hold anything, whatever it was declared as: what does not fit its kind is read as it stands. */
    @Override
    public Value read(ResultSet row, int index, FieldKind kind) throws SQLException {
        Object value = row.getObject(index);
        if (value == null) {
            return Value.NULL;
        } else if (value instanceof byte[] bytes) {
            String base64 = Base64.getEncoder().encodeToString(bytes);
            return Value.of(kind == FieldKind.BINARY ? base64 : Canonical.misplacedBytes(base64));
        }
        String text = value instanceof Double number ? Canonical.number(number) : value.toString();
        return Value.of(value instanceof String || kind == FieldKind.BINARY ? canonical(text, kind) : text);
    }

    /** Text that looks like a number becomes one, unless the column is declared as text or as a blob. */
    @Override
    public boolean isUnique(Tx tx, String table, String column) throws SQLException {
        return tx.first("""
                        select 1 from pragma_index_list(?) l where l."unique" = 1 and l.partial = 0
                          and (select max(c.name) from pragma_index_info(l.name) c having count(*) = 1) = ?""", row -> true, table, column).isPresent();
    }

    @Override
    public Optional<Predicate<String>> doubtful(BulkColumn column) {
        return switch (column.kind()) {
            case REAL, SINGLE -> Optional.of(text -> Doubts.maybeNumber(text) && Doubts.notADouble(text));
            case TEXT, JSON ->
                SqliteSchema.isTextual(column.type()) ? Optional.empty() : Optional.of(Doubts::maybeNumber);
            default -> Optional.empty();
        };
    }

    private static String canonical(String text, FieldKind kind) {
        return switch (kind) {
            case TIME -> Canonical.time(text);
            case DATETIME -> SqliteTime.canonical(text);
            case BINARY -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            case DECIMAL, REAL, SINGLE -> Canonical.number(text);
            case JSON -> CanonicalJson.of(text).orElse(text);
            default -> text;
        };
    }

    @Override
    public void bind(PreparedStatement statement, int index, Value value, FieldKind kind) throws SQLException {
        if (value.isNull()) {
            statement.setNull(index, Types.NULL);
            return;
        }
        String text = value.text();
        Optional<String> misplaced = Canonical.misplacedBytes(text, kind);
        if (misplaced.isPresent()) {
            statement.setBytes(index, Base64.getDecoder().decode(misplaced.get()));
            return;
        } else if (isOutOfPlace(text, kind)) {
            statement.setString(index, text);
            return;
        }
        Canonical.check(text, kind);
        switch (kind) {
            case INTEGER, BOOLEAN -> statement.setLong(index, whole(text));
            case DECIMAL -> bindExactly(statement, index, text);
            case REAL, SINGLE -> {
                if (text.equals("NaN")) {
                    throw new IllegalArgumentException("SQLite has no number “NaN”");
                }
                statement.setDouble(index, Double.parseDouble(text));
            }
            case BINARY -> statement.setBytes(index, Base64.getDecoder().decode(text));
            default -> statement.setString(index, text);
        }
    }

    /** Whether it is what another column of that kind holds though it was declared for something else, and this one would keep as it is. */
    private static boolean isOutOfPlace(String text, FieldKind kind) {
        return kind != FieldKind.BINARY
                && !Canonical.isCanonical(text, kind)
                && (!Doubts.maybeNumber(text) || Canonical.number(text).equals(text));
    }

    @Override
    public <T> T inOrderOf(Tx tx, String table, String column, Ordered<T> reading) throws SQLException {
        return reading.read(Indexes.startingWith(tx, table, column)
                .map(index -> " indexed by " + quote(index))
                .orElse(""));
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("SQLite has no whole number as great as “" + text + "”", e);
        }
    }

    /** A decimal is kept as a whole number or as a double; what a double would round is refused. */
    private static void bindExactly(PreparedStatement statement, int index, String text) throws SQLException {
        boolean whole = text.indexOf('.') < 0 && !Canonical.isBeyondNumbers(text);
        if (whole && text.length() <= 18) {
            statement.setLong(index, Long.parseLong(text));
            return;
        }
        double number = Double.parseDouble(text);
        boolean exact = !Double.isNaN(number)
                && (Double.isInfinite(number) == Canonical.isBeyondNumbers(text))
                && (Double.isInfinite(number)
                        || new BigDecimal(text).compareTo(new BigDecimal(Double.toString(number))) == 0);
        if (!exact) {
            throw new IllegalArgumentException("SQLite would round the number “" + text + "”");
        }
        statement.setDouble(index, number);
    }

    private static int code(SQLException failure) {
        return failure.getErrorCode() & 0xff;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
