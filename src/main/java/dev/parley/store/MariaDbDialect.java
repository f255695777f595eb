package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CanonicalJson;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema;
import dev.parley.merge.Value;
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

/** MariaDB 10.6 and later, Galera clusters too. */
public final class MariaDbDialect implements Dialect {

    private static final int LOCK_SECONDS = 50;
    private static final int LONG_DIGITS = 18;

    // A deadlock (on a cluster also one that the commit finds), a lock waited for too long, a row changed since it was
    // seen.
    private static final Set<Integer> PASSING = Set.of(1213, 1205, 1020);
    // Access denied (to the server, to a database), to a table, a column, a routine, for want of a privilege.
    private static final Set<Integer> REFUSED = Set.of(1044, 1045, 1142, 1143, 1227, 1370);
    // Unknown database, shutdown under way, connection killed, node of a cluster that is not ready.
    private static final Set<Integer> GONE = Set.of(1049, 1053, 1927, 1047);

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public Pooling pooling(String url) {
        Properties settings = new Properties();
        settings.setProperty("connectTimeout", "10000");
        settings.setProperty("tcpKeepAlive", "true");
        // Values are read as the server writes them, and written many rows at a time.
        settings.setProperty("useServerPrepStmts", "false");
        settings.setProperty("useBulkStmts", "true");
        settings.setProperty("tinyInt1isBit", "false");
        settings.setProperty("yearIsDateType", "false");
        // For LOAD DATA out of a stream of ours. The driver gives no file but one that the statement names, and ours
        // name none.
        settings.setProperty("allowLocalInfile", "true");
        return new Pooling(8, 0, false, Duration.ofSeconds(10), settings);
    }

    /** Whatever character set the column has. */
    @Override
    public String hasMoreThanAscii(String column) {
        return "octet_length(convert(%s using utf8mb4)) <> char_length(%s)".formatted(column, column);
    }

    @Override
    public int maxParameters() {
        return 65_535;
    }

    @Override
    public Duration pulse() {
        return Duration.ofMillis(50);
    }

    @Override
    public OwnTables ownTables() {
        return new OwnTables(
                "bigint not null primary key",
                "bigint not null auto_increment primary key",
                "char(36)",
                "varchar($1)",
                "longtext",
                " engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin",
                "",
                List.of());
    }

    /** Begun by a statement of its own: what "set transaction" says would stay for the next one where no table is read. */
    @Override
    public void begin(Connection connection, boolean reading) throws SQLException {
        Dialect.super.begin(connection, false);
        if (reading) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read");
                statement.execute("start transaction with consistent snapshot, read only");
            }
        }
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        // Strict, so that nothing is cut or guessed; but zero dates that are there may be written back.
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    set names utf8mb4 collate utf8mb4_bin""");
            statement.execute("""
                    set session time_zone = '+00:00',
                        sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
                        tx_isolation = 'READ-COMMITTED',
                        foreign_key_checks = 1,
                        innodb_lock_wait_timeout = %d,
                        lock_wait_timeout = %d,
                        net_write_timeout = 600,
                        max_statement_time = 0""".formatted(LOCK_SECONDS, LOCK_SECONDS));
        }
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
        tidy(connection);
    }

    /** The server looks at each foreign key row by row, so it must not look meanwhile: whoever writes together has seen to what the rows refer to. */
    @Override
    public void together(Tx tx, Writing writing) throws SQLException {
        try (Statement statement = tx.connection().createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            try {
                writing.carryOut();
            } finally {
                statement.execute("set foreign_key_checks = 1");
            }
        }
    }

    @Override
    public void tidy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set @parley_applying = null, innodb_lock_wait_timeout = " + LOCK_SECONDS);
        }
    }

    @Override
    public String forUpdate() {
        return " for update";
    }

    /**
     * Rows of a small table are found by reading all of it, and each row that is read is waited for. The server (11.4) fails where it passes over
     * rows and may not wait at all, so it may here.
     */
    @Override
    public Optional<String> lockingFree(String select) {
        return Optional.of("set statement innodb_lock_wait_timeout = 1 for " + select + " for update skip locked");
    }

    /** In whole seconds. */
    @Override
    public void lockTimeout(Connection connection, Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set innodb_lock_wait_timeout = " + timeout.toSeconds());
        }
    }

    @Override
    public void applying(Connection connection, boolean on) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set @parley_applying = " + (on ? "1" : "null"));
        }
    }

    @Override
    public boolean isPassing(SQLException failure) {
        return SqlFailure.any(failure, e -> PASSING.contains(e.getErrorCode()));
    }

    @Override
    public boolean isDisconnect(SQLException failure) {
        return SqlFailure.any(
                failure,
                e -> (SqlFailure.isConnection(e) && !REFUSED.contains(e.getErrorCode()))
                        || GONE.contains(e.getErrorCode()));
    }

    @Override
    public boolean isRefusal(SQLException failure) {
        return SqlFailure.any(failure, e -> REFUSED.contains(e.getErrorCode()));
    }

    @Override
    public Schema readSchema(Connection connection) throws SQLException {
        return MariaDbSchema.read(connection);
    }

    @Override
    public CaptureSql capture() {
        return new MariaDbCapture();
    }

    @Override
    public Value read(ResultSet row, int index, FieldKind kind) throws SQLException {
        switch (kind) {
            case BINARY -> {
                byte[] bytes = row.getBytes(index);
                return bytes == null ? Value.NULL : Value.of(Base64.getEncoder().encodeToString(bytes));
            }
            case DATETIME -> {
                MariaDbTime time = row.getObject(index, MariaDbTime.class);
                return time == null ? Value.NULL : Value.of(Canonical.time(time.text()));
            }
            case BITS -> {
                byte[] bytes = row.getBytes(index);
                return bytes == null
                        ? Value.NULL
                        : Value.of(MariaDbTypes.bits(bytes, row.getMetaData().getPrecision(index)));
            }
            case BOOLEAN -> {
                boolean bit = row.getBoolean(index);
                return row.wasNull() ? Value.NULL : Value.of(bit ? "1" : "0");
            }
            default -> {
                String text = row.getString(index);
                return text == null ? Value.NULL : Value.of(canonical(text, kind));
            }
        }
    }

    private static String canonical(String text, FieldKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, REAL -> Canonical.number(text);
            case SINGLE -> Canonical.single(text);
            case JSON -> CanonicalJson.of(text).orElse(text);
            case TIME -> Canonical.time(text);
            default -> text;
        };
    }

    @Override
    public void bind(PreparedStatement statement, int index, Value value, FieldKind kind) throws SQLException {
        if (value.isNull()) {
            statement.setNull(index, Types.NULL);
            return;
        }
        Canonical.check(value.text(), kind);
        switch (kind) {
            case BINARY -> statement.setBytes(index, Base64.getDecoder().decode(value.text()));
            case BOOLEAN -> statement.setLong(index, Long.parseLong(value.text()));
            case INTEGER -> {
                // As a number, since a year that is text may be one of two digits.
                if (value.text().length() <= LONG_DIGITS) {
                    statement.setLong(index, Long.parseLong(value.text()));
                } else {
                    statement.setString(index, value.text());
                }
            }
            case BITS -> statement.setBytes(index, MariaDbTypes.bytes(value.text()));
            case DATE, DATETIME -> {
                if (Canonical.isBeyondCalendar(value.text())) {
                    throw new IllegalArgumentException("MariaDB has no date “" + value.text() + "”");
                }
                statement.setString(index, value.text());
            }
            case DECIMAL, REAL, SINGLE -> {
                if (Canonical.isBeyondNumbers(value.text())) {
                    throw new IllegalArgumentException("MariaDB has no number “" + value.text() + "”");
                }
                statement.setString(index, value.text());
            }
            default -> statement.setString(index, value.text());
        }
    }

    @Override
    public void scan(Tx tx, String sql, List<FieldKind> kinds, boolean large, List<Object> arguments, RowSink sink)
            throws SQLException {
        MariaDbBulk.scan(tx, sql, kinds, large, arguments, sink);
    }

    @Override
    public Optional<RowHash> rowHash(Tx tx) throws SQLException {
        return MariaDbRowHash.serves(tx.connection().getMetaData())
                ? Optional.of(new MariaDbRowHash())
                : Optional.empty();
    }

    @Override
    public <T> T inOrderOf(Tx tx, String table, String column, Ordered<T> reading) throws SQLException {
        return reading.read(Indexes.startingWith(tx, table, column)
                .map(index -> " force index (" + quote(index) + ")")
                .orElse(""));
    }

    @Override
    public boolean isUnique(Tx tx, String table, String column) throws SQLException {
        return Indexes.isUnique(tx, table, column);
    }

    /** With LOAD DATA where there are no bytes that are no text, and where the server lets us. */
    @Override
    public void load(Tx tx, String table, List<BulkColumn> columns, RowStream rows) throws SQLException {
        boolean text = columns.stream()
                .noneMatch(column ->
                        column.kind() == FieldKind.BINARY || column.type().startsWith("bit"));
        if (!text || !MariaDbBulk.load(tx, table, columns, rows)) {
            Dialect.super.load(tx, table, columns, rows);
        }
    }

    @Override
    public Optional<Predicate<String>> doubtful(BulkColumn column) {
        return MariaDbTypes.doubtful(column);
    }

    /** A float is written with six digits unless it is made a double. */
    @Override
    public String exactly(String column, FieldKind kind, String type) {
        return kind == FieldKind.SINGLE ? "cast(%s as double)".formatted(column) : column;
    }

    @Override
    public String dropTemporary(String table) {
        return "drop temporary table if exists " + table;
    }

    /** Times that the database sets by itself at each update stay as they are. */
    @Override
    public void update(Tx tx, String table, List<BulkColumn> set, List<BulkColumn> where, List<List<Value>> rows)
            throws SQLException {
        List<String> kept = setByUpdates(tx, table).stream()
                .filter(column ->
                        set.stream().noneMatch(written -> written.name().equalsIgnoreCase(column)))
                .toList();
        if (rows.size() >= MANY) {
            MariaDbBulk.update(tx, table, set, kept, where, rows);
            return;
        }
        StringBuilder sets = new StringBuilder(BulkSql.equals(this, set, ", "));
        kept.forEach(column -> sets.append(", %1$s = %1$s".formatted(quote(column))));
        String sql = "update %s set %s where %s".formatted(quote(table), sets, BulkSql.equals(this, where, " and "));
        BulkSql.execute(tx, sql, BulkSql.both(set, where), rows);
    }

    /** With LOAD DATA, which replaces each row where it stands. */
    @Override
    public void rewrite(Tx tx, String table, List<BulkColumn> others, List<BulkColumn> key, List<List<Value>> rows)
            throws SQLException {
        List<BulkColumn> columns = BulkSql.both(others, key);
        if (rows.size() < MANY || !MariaDbBulk.replace(tx, table, columns, BulkSql.source(columns, rows))) {
            update(tx, table, others, key, rows);
        }
    }

    private static List<String> setByUpdates(Tx tx, String table) throws SQLException {
        if (SchemaReader.isOwn(table)) {
            return List.of();
        }
        return tx.once("""
                select column_name from information_schema.columns
                where table_schema = database() and table_name = ? and extra like '%on update%'""", table);
    }
}
