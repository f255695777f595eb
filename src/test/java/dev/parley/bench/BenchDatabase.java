package dev.parley.bench;

import dev.parley.testing.Durability;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** An application's database with the tables of the benchmark. */
final class BenchDatabase implements AutoCloseable {

    private final TestDatabase database;

    private BenchDatabase(TestDatabase database) {
        this.database = database;
    }

    /** With empty tables. */
    static BenchDatabase empty(Engine engine) {
        return empty(engine, Durability.NONE);
    }

    private static BenchDatabase empty(Engine engine, Durability durability) {
        BenchDatabase made = new BenchDatabase(engine.newDatabase(durability));
        made.run(BenchTables.ddl(engine).toArray(String[]::new));
        return made;
    }

    /** With so many records of one business. */
    static BenchDatabase filled(Engine engine, int records) {
        return filled(engine, records, Durability.NONE);
    }

    /** The same on a server whose commits wait for that. */
    static BenchDatabase filled(Engine engine, int records, Durability durability) {
        BenchDatabase made = empty(engine, durability);
        try (Connection connection = made.connectForBulk()) {
            connection.setAutoCommit(false);
            made.fill(connection, records);
            connection.commit();
            if (engine == Engine.SQLITE) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("filling " + made.database.name(), e);
        }
        made.run(engine == Engine.MARIADB ? "analyze table " + String.join(", ", BenchTables.NAMES) : "analyze");
        return made;
    }

    /** The same with one customer whose notes have so many megabytes. */
    BenchDatabase withLarge(int megabytes) {
        if (megabytes > 0) {
            String text = engine() == Engine.SQLITE
                    ? "hex(zeroblob(%d))".formatted(megabytes << 19)
                    : "repeat('0123456789abcdef', %d)".formatted(megabytes << 16);
            run("update customers set notes = " + text + " where id = 50");
        }
        return this;
    }

    private void fill(Connection connection, int records) throws SQLException {
        BenchRows rows = new BenchRows();
        int customers = BenchTables.customers(records);
        insert(connection, "businesses", BenchTables.BUSINESS_COLUMNS, 1, id -> rows.business());
        insert(connection, "customers", BenchTables.CUSTOMER_COLUMNS, customers, rows::customer);
        insert(connection, "orders", BenchTables.ORDER_COLUMNS, records - customers, id -> rows.order(id, customers));
    }

    private void insert(
            Connection connection,
            String table,
            List<String> columns,
            int count,
            IntFunction<List<@Nullable String>> rows)
            throws SQLException {
        String sql = "insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", columns),
                        "?,".repeat(columns.size()).replaceAll(",$", ""));
        boolean untyped = database.engine() == Engine.POSTGRESQL;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int id = 1; id <= count; id++) {
                int index = 1;
                for (String cell : rows.apply(id)) {
                    if (cell == null) {
                        statement.setNull(index++, Types.NULL);
                    } else if (untyped) {
                        statement.setObject(index++, cell, Types.OTHER);
                    } else {
                        statement.setString(index++, cell);
                    }
                }
                statement.addBatch();
                if (id % 1000 == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private Connection connectForBulk() throws SQLException {
        String settings = database.engine() == Engine.POSTGRESQL ? "?reWriteBatchedInserts=true" : "";
        return DriverManager.getConnection(database.jdbcUrl() + settings, database.user(), database.password());
    }

    Engine engine() {
        return database.engine();
    }

    String name() {
        return database.name();
    }

    String jdbcUrl() {
        return database.jdbcUrl();
    }

    String user() {
        return database.user();
    }

    String password() {
        return database.password();
    }

    Connection connect() throws SQLException {
        return database.connect();
    }

    /** Carries statements out, each on its own; gives how many rows the last one touched. */
    int run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            int touched = 0;
            for (String sql : statements) {
                statement.execute(sql);
                touched = statement.getUpdateCount();
            }
            return touched;
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** The number that a query gives. */
    long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What the database calls itself, with its version. */
    String product() {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("asking for the version", e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
