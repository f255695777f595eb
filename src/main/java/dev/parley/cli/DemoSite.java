package dev.parley.cli;

import dev.parley.site.ConfigYaml;
import dev.parley.site.Setup;
import dev.parley.site.Site;
import dev.parley.site.SiteConfig;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** A site of the demo: its folder with both configuration files and the SQLite database, served on loopback. */
final class DemoSite implements AutoCloseable {

    private final Site site;
    private final Serving serving;
    private final Path folder;

    private DemoSite(Site site, Serving serving, Path folder) {
        this.site = site;
        this.serving = serving;
        this.folder = folder;
    }

    /** Makes a site with what the script brings, sets it up and serves it. It syncs when it is told to, and not by itself. */
    static DemoSite make(Path parent, String name, DemoScript script) throws IOException, SQLException {
        Path folder = Files.createDirectory(parent.resolve(name));
        String config = """
                # One site of the demo. docs/configuration.md describes every key.
                site:
                  name: %1$s
                  url: http://127.0.0.1:%2$d
                database:
                  url: jdbc:sqlite:%1$s.db
                listen: 127.0.0.1:%2$d
                sync:
                  interval: 5
                """.formatted(name, freePort());
        Files.writeString(folder.resolve("parley.yaml"), config);
        Files.writeString(
                folder.resolve("catalogue.yaml"), resource(DemoScript.path(script.sample(), "catalogue.yaml")));
        try (Connection connection = connect(folder, name)) {
            for (String file : script.sql(name)) {
                execute(connection, DemoScript.path(script.sample(), file));
            }
        }
        return open(folder, Duration.ZERO);
    }

    /** Opens a site that was made before, and serves it; it syncs by itself as its file says. */
    static DemoSite reopen(Path folder) {
        return open(folder, config(folder).sync().interval());
    }

    private static DemoSite open(Path folder, Duration interval) {
        SiteConfig said = config(folder);
        SiteConfig config = new SiteConfig(
                said.file(),
                said.name(),
                said.url(),
                said.database(),
                said.listen(),
                said.catalogue(),
                new SiteConfig.Syncing(interval, said.sync().batch()),
                said.limits(),
                said.alerts());
        Site site = Site.open(config, TimeSource.SYSTEM, Ids.RANDOM);
        try {
            new Setup(site).init();
            return new DemoSite(site, Serving.start(site, TimeSource.SYSTEM), folder);
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private static SiteConfig config(Path folder) {
        return ConfigYaml.read(folder.resolve("parley.yaml"), Map.of());
    }

    /** The site. */
    Site site() {
        return site;
    }

    /** What people call it. */
    String name() {
        return site.config().name();
    }

    /** Where its files are. */
    Path folder() {
        return folder;
    }

    /** Its database, as the application opens it. */
    Path database() {
        return folder.resolve(name() + ".db");
    }

    /** Carries out what an application would, by plain SQL, and says who does it. */
    void edit(String user, String file) throws IOException, SQLException {
        try (Connection connection = connect(folder, name())) {
            connection.setAutoCommit(false);
            try (PreparedStatement who = connection.prepareStatement("update parley_session set user_name = ?")) {
                who.setString(1, user);
                who.executeUpdate();
            }
            execute(connection, file);
            connection.commit();
        }
    }

    private static Connection connect(Path folder, String name) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name + ".db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma foreign_keys = on");
        }
        return connection;
    }

    private static void execute(Connection connection, String file) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : resource(file).split(";\\R", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String resource(String file) {
        try (InputStream in = DemoSite.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its part " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        serving.close();
        site.close();
    }
}
