package dev.parley.store;

import dev.parley.catalogue.Canonical;
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
import java.util.Properties;
import java.util.Set;

/** MariaDB 10.6 and later, Galera clusters too. */
public final class MariaDbDialect implements Dialect {

    private static final int LOCK_SECONDS = 50;

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

    @Override
    public int maxParameters() {
        return 65_535;
    }

    @Override
    public Duration pulse() {
        return Duration.ofMillis(50);
    }

    @Override
    public List<String> ownTables() {
        return new OwnTables(
                        "bigint not null primary key",
                        "bigint not null auto_increment primary key",
                        "char(36)",
                        "varchar($1)",
                        "longtext",
                        " engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin")
                .statements();
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

    /** In whole seconds, at least one. */
    @Override
    public void lockTimeout(Connection connection, Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set innodb_lock_wait_timeout = " + Math.max(1, timeout.toSeconds()));
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
            default -> {
                String text = row.getString(index);
                return text == null ? Value.NULL : Value.of(canonical(text, kind));
            }
        }
    }

    private static String canonical(String text, FieldKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, REAL -> Canonical.number(text);
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
            case DECIMAL, REAL -> {
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
    public String inOrderOf(Tx tx, String table, String column) throws SQLException {
        return IndexName.of(tx, table, column)
                .map(index -> " force index (" + quote(index) + ")")
                .orElse("");
    }

    /** With LOAD DATA where there are no bytes that are no text, and where the server lets us. */
    @Override
    public void load(Tx tx, String table, List<BulkColumn> columns, RowStream rows) throws SQLException {
        boolean text = columns.stream().noneMatch(column -> column.kind() == FieldKind.BINARY);
        if (!text || !MariaDbBulk.load(tx, table, columns, rows)) {
            Dialect.super.load(tx, table, columns, rows);
        }
    }
}
