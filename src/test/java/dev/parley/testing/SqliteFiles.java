package dev.parley.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** SQLite needs no server: each database is a file, in WAL mode. */
final class SqliteFiles extends Server {
    private final Folder folder;
    private final AtomicInteger count = new AtomicInteger();

    SqliteFiles(Folder folder) {
        this.folder = folder;
    }

    @Override
    TestDatabase newDatabase() throws SQLException {
        String name = "parley_" + count.incrementAndGet();
        Path file = folder.resolve(name + ".db");
        TestDatabase database = new TestDatabase(Engine.SQLITE, name, "jdbc:sqlite:" + file, "", "", new Keeper(file));
        // The mode is kept in the file, so every later connection has it.
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
        }
        return database;
    }

    @Override
    void stop() {}

    /** A file is copied by the engine, which knows what is not in it yet. */
    private record Keeper(Path file) implements TestDatabase.Keeper {

        @Override
        public void drop() throws IOException {
            for (String suffix : new String[] {"", "-wal", "-shm", ".backup"}) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        }

        @Override
        public void backUp() throws SQLException {
            execute("backup to");
        }

        @Override
        public void restore() throws SQLException {
            execute("restore from");
        }

        private void execute(String command) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("%s '%s.backup'".formatted(command, file));
            }
        }
    }
}
