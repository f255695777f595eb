package dev.parley.winery;

import dev.parley.testing.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The sample business as it stands at its two sites, which have been apart for a month. */
public final class Winery {

    public static final UUID SILVERMOON = UUID.fromString("a018637c-e885-42c2-8aea-ff0784b3ed37");
    public static final UUID HARBOUR = UUID.fromString("2af4b060-4f12-4423-8e9c-80613f9ea753");

    private static final Set<String> NULL_WHEN_EMPTY = Set.of(
            "parent_id",
            "customer_id",
            "product_id",
            "salesrep_id",
            "order_date",
            "racking_date",
            "bottling_date",
            "bottling_at",
            "date_added",
            "last_updated");

    private Winery() {}

    /** A site that holds the folder of the sample, {@code hosted} or {@code shop}. */
    public static TestSite site(Engine engine, String folder) {
        return TestSite.open(engine, folder, WinerySchema.CATALOGUE, connection -> fill(connection, engine, folder));
    }

    /** A site with the winery's tables and nothing in them. */
    public static TestSite empty(Engine engine, String name) {
        return TestSite.open(engine, name, WinerySchema.CATALOGUE, connection -> create(connection, engine));
    }

    private static void create(Connection connection, Engine engine) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : WinerySchema.ddl(engine)) {
                statement.execute(sql);
            }
        }
    }

    private static void fill(Connection connection, Engine engine, String folder) throws SQLException {
        create(connection, engine);
        connection.setAutoCommit(false);
        for (String table : WinerySchema.TABLES) {
            List<List<String>> rows = new ArrayList<>(Csv.resource("/winery/" + folder + "/" + table + ".csv"));
            insert(connection, table, rows.get(0), rows.subList(1, rows.size()));
        }
        if (engine == Engine.POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                for (String table : List.of("users", "businesses", "customers", "products", "wineproductions")) {
                    statement.execute("select setval(pg_get_serial_sequence('" + table
                            + "', 'id'), (select max(id) from " + table + "))");
                }
            }
        }
        connection.commit();
    }

    private static void insert(Connection connection, String table, List<String> columns, List<List<String>> rows)
            throws SQLException {
        String sql = "insert into %s (%s) values (%s)"
                .formatted(
                        table,
                        String.join(", ", columns),
                        "?,".repeat(columns.size()).replaceAll(",$", ""));
        boolean untyped = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        List<List<String>> later = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<String> row : ordered(columns, rows, later)) {
                for (int i = 0; i < columns.size(); i++) {
                    String cell = row.get(i);
                    if (cell.isEmpty() && NULL_WHEN_EMPTY.contains(columns.get(i))) {
                        statement.setNull(i + 1, Types.NULL);
                    } else if (untyped) {
                        statement.setObject(i + 1, cell, Types.OTHER);
                    } else {
                        statement.setString(i + 1, cell);
                    }
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Rows that refer to a row of their own table come after those that do not. */
    private static List<List<String>> ordered(List<String> columns, List<List<String>> rows, List<List<String>> later) {
        int parent = columns.indexOf("parent_id");
        if (parent < 0) {
            return rows;
        }
        List<List<String>> first = new ArrayList<>();
        for (List<String> row : rows) {
            (row.get(parent).isEmpty() ? first : later).add(row);
        }
        first.addAll(later);
        return first;
    }
}
