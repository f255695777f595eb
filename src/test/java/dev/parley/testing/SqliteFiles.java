package dev.parley.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
        TestDatabase database = new TestDatabase(Engine.SQLITE, name, "jdbc:sqlite:" + file, "", "", () -> {
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(folder.resolve(file.getFileName() + suffix));
            }
        });
        // The mode is kept in the file, so every later connection has it.
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
        }
        return database;
    }

    @Override
    void stop() {}
}
