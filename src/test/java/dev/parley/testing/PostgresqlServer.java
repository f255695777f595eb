package dev.parley.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server that sorts text as people do, so that nothing can rely on byte order without saying so. */
final class PostgresqlServer extends Server {
    private static final String USER = "parley";

    private final EmbeddedPostgres server;
    private final AtomicInteger count = new AtomicInteger();

    PostgresqlServer(Folder folder, Durability durability) throws IOException, SQLException {
        // Without this it leaves a folder in the system's temporary one.
        System.setProperty("ot.epg.working-dir", Folder.shared("postgresql").toString());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "en-US")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setServerConfig("timezone", "UTC")
                .setRegisterShutdownHook(false);
        if (durability == Durability.NONE) {
            builder.setServerConfig("fsync", "off").setServerConfig("full_page_writes", "off");
        } else {
            // Which the library switches off.
            builder.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on");
        }
        server = builder.start();
        asAdmin("create role " + USER + " login password '" + USER + "'");
    }

    @Override
    TestDatabase newDatabase() throws SQLException {
        String name = "parley_" + count.incrementAndGet();
        asAdmin("create database " + name + " owner " + USER);
        String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
        return new TestDatabase(Engine.POSTGRESQL, name, url, USER, USER, new Keeper(name));
    }

    /** Its programs have no pg_dump: the server copies a database by itself. */
    private final class Keeper implements TestDatabase.Keeper {
        private final String name;
        private final String backup;

        Keeper(String name) {
            this.name = name;
            this.backup = name + "_backup";
        }

        @Override
        public void drop() throws SQLException {
            drop(name);
            drop(backup);
        }

        @Override
        public void backUp() throws SQLException {
            copy(name, backup);
        }

        @Override
        public void restore() throws SQLException {
            copy(backup, name);
        }

        private void copy(String from, String to) throws SQLException {
            drop(to);
            asAdmin("create database %s template %s owner %s".formatted(to, from, USER));
        }

        private void drop(String database) throws SQLException {
            asAdmin("drop database if exists " + database + " with (force)");
        }
    }

    @Override
    void stop() throws IOException {
        server.close();
    }

    private void asAdmin(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
