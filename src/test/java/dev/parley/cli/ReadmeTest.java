package dev.parley.cli;

import static dev.parley.cli.Linked.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.site.ConfigYaml;
import dev.parley.site.Shop;
import dev.parley.site.Site;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README says, as it says it: its files, its commands, its transcript. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)(?: (\\S+))?\\n(.*?)```", Pattern.DOTALL);
    private static final String ADA = "00000000-0000-4000-8000-0000000000a1";

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, AutoCloseable> served = new HashMap<>();
    private String invitation = "";

    ReadmeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A fenced block, and what stands after the language. */
    private record Block(String language, String label, String text) {}

    @Test
    void theGuideWorksAsItIsWritten() throws Exception {
        try (TestDatabase hosted = Engine.POSTGRESQL.newDatabase();
                TestDatabase shop = Engine.SQLITE.newDatabase()) {
            fill(hosted);
            fill(shop);
            int port = freePort();
            environment.put("HOSTED_DB_PASSWORD", hosted.password());
            for (Block block : blocks()) {
                if (block.language().equals("yaml")) {
                    write(block, text -> text.replace("jdbc:postgresql://localhost:5432/hosted", hosted.jdbcUrl())
                            .replace("jdbc:sqlite:shop.db", shop.jdbcUrl() + "\nlisten: 127.0.0.1:0")
                            .replace("8440", Integer.toString(port)));
                } else if (List.of("hosted", "shop", "both").contains(block.label())) {
                    for (String command : block.text().strip().split("\\n", -1)) {
                        run(block.label(), command);
                    }
                }
                if (command(block, "./parley sync")) {
                    assertThat(customers(shop)).isEqualTo(customers(hosted)).containsExactly("Ada", "Bruno");
                }
            }
            assertThat(customers(shop)).containsExactly("Ada", "Bruno");
        } finally {
            for (AutoCloseable site : served.values()) {
                site.close();
            }
        }
    }

    @Test
    void theTranscriptIsWhatTheDemoPrints() throws IOException {
        String transcript = blocks().stream()
                .map(Block::text)
                .filter(text -> text.startsWith("$ ./parley demo\n"))
                .findFirst()
                .orElseThrow()
                .replace("$ ./parley demo\n", "");

        assertThat(timeless(transcript))
                .isEqualTo(timeless(Cli.run("demo").out().strip() + "\n"));
    }

    /** Without what differs from run to run: ports, times, sizes and the invitation. */
    private static String timeless(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d\\.\\d+", "TIME")
                .replaceAll("[\\d.]+ k?B (out|in)", "SIZE $1")
                .replaceAll("[\\d.]+ s\\n", "SECONDS\n")
                .replaceAll("parley1:\\w+…", "INVITATION");
    }

    @Test
    void everyPageThatItLeadsToIsThere() throws IOException {
        Matcher links =
                Pattern.compile("]\\((docs/[^)#]+|[A-Z]+[.\\w]*)(?:#[^)]*)?\\)").matcher(readme());
        int found = 0;
        while (links.find()) {
            found++;
            assertThat(Path.of(links.group(1))).exists();
        }
        assertThat(found).isGreaterThan(5);
    }

    private void run(String where, String command) throws Exception {
        List<String> sites = where.equals("both") ? List.of("hosted", "shop") : List.of(where);
        for (String site : sites) {
            Path config = folder.resolve(site).resolve("parley.yaml");
            if (command.equals("./parley serve &")) {
                served.put(site, serve(config));
                continue;
            }
            List<String> words = new ArrayList<>(List.of("--config", config.toString()));
            for (String word : command.replace("INVITATION", invitation).split(" ", -1)) {
                if (!word.equals("./parley")) {
                    words.add(word);
                }
            }
            if (command.startsWith("./parley deinit")) {
                stop(site);
            }
            String out = ok(Cli.run(environment, words.toArray(String[]::new)));
            if (command.startsWith("./parley link invite")) {
                invitation = out;
            }
        }
    }

    private void stop(String site) throws Exception {
        AutoCloseable running = served.remove(site);
        if (running != null) {
            running.close();
        }
    }

    private AutoCloseable serve(Path config) {
        Site site = Site.open(ConfigYaml.read(config, environment), TimeSource.SYSTEM, Ids.RANDOM);
        Serving serving = Serving.start(site, TimeSource.SYSTEM);
        return () -> {
            serving.close();
            site.close();
        };
    }

    private interface Adapted {
        String text(String text);
    }

    /** Writes a file of the guide; the catalogue is the same at both sites. */
    private void write(Block block, Adapted adapted) throws IOException {
        List<String> files = block.label().contains("/")
                ? List.of(block.label())
                : List.of("hosted/" + block.label(), "shop/" + block.label());
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(folder.resolve(file.substring(0, file.indexOf('/'))));
            Files.writeString(path, adapted.text(block.text()));
        }
    }

    private static void fill(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : Shop.tables(database.engine())) {
                statement.execute(table);
            }
            statement.execute("insert into businesses (uuid, name) values ('" + Shop.BUSINESS + "', 'Silvermoon')");
            String name = database.engine() == Engine.SQLITE ? "Ada" : "Bruno";
            String uuid = database.engine() == Engine.SQLITE ? ADA : ADA.replace("a1", "b1");
            statement.execute("insert into customers (uuid, business_id, name) select '%s', id, '%s' from businesses"
                    .formatted(uuid, name));
        }
    }

    private static List<String> customers(TestDatabase database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select name from customers order by name")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static boolean command(Block block, String command) {
        return block.text().contains(command + "\n");
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(readme());
        while (block.find()) {
            String label = block.group(2) == null ? "" : block.group(2);
            blocks.add(new Block(block.group(1), label, block.group(3)));
        }
        return blocks;
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
