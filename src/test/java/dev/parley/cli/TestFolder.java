package dev.parley.cli;

import dev.parley.site.Shop;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A site as a user has it: a folder with both files, and a database of the application with a business in it. */
final class TestFolder implements AutoCloseable {

    static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                customers:
                  customer: {table: customers}
                  tag: {table: customer_tags, key: [customer_id, tag]}
            """;

    private final Path folder;
    private final TestDatabase database;

    TestFolder(Path parent, Engine engine, String name) throws IOException, SQLException {
        folder = Files.createDirectory(parent.resolve(name));
        database = engine.newDatabase();
        Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
        Files.writeString(folder.resolve("parley.yaml"), """
                site:
                  name: %s
                  url: http://127.0.0.1:%2$d
                database:
                  url: %3$s
                  user: "%4$s"
                  password_env: DB_PASSWORD
                listen: 127.0.0.1:%2$d
                sync: {interval: 0}
                """.formatted(name, freePort(), database.jdbcUrl(), user()));
        for (String table : Shop.tables(engine)) {
            sql(table);
        }
        sql("insert into businesses (uuid, name) values ('" + Shop.BUSINESS + "', 'Silvermoon')");
    }

    private String user() {
        return database.user().isEmpty() ? "nobody" : database.user();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path config() {
        return folder.resolve("parley.yaml");
    }

    Path catalogue() {
        return folder.resolve("catalogue.yaml");
    }

    Map<String, String> environment() {
        return Map.of("DB_PASSWORD", database.password());
    }

    /** Runs a command for this site. */
    Cli.Outcome parley(String... args) {
        List<String> all = new ArrayList<>(List.of("--config", config().toString()));
        all.addAll(List.of(args));
        return Cli.run(environment(), all.toArray(String[]::new));
    }

    /** Replaces text in the configuration. */
    void reconfigure(String text, String by) throws IOException {
        Files.writeString(config(), Files.readString(config()).replace(text, by));
    }

    void sql(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> column(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    void addCustomer(String uuid, String name) throws SQLException {
        sql("insert into customers (uuid, business_id, name) select '%s', id, '%s' from businesses"
                .formatted(uuid, name));
    }

    @Override
    public void close() {
        database.close();
    }
}
