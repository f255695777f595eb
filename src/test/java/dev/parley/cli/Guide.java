package dev.parley.cli;

import static dev.parley.cli.Linked.ok;

import dev.parley.site.ConfigYaml;
import dev.parley.site.Site;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that leads through something in files and commands for two sites: does what it says, as it says it. */
final class Guide implements AutoCloseable {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)(?: (\\S+))?\\n(.*?)```", Pattern.DOTALL);

    private final Path page;
    private final Path folder;
    private final List<String> sites;
    private final Map<String, String> environment;
    private final Map<String, Runnable> served = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();
    private UnaryOperator<String> adapted = text -> text;
    private String invitation = "";

    Guide(Path page, Path folder, List<String> sites, Map<String, String> environment) {
        this.page = page;
        this.folder = folder;
        this.sites = sites;
        this.environment = environment;
    }

    /** A fenced block, and what stands after the language. */
    record Block(String language, String label, String text) {}

    /** What is to hold after a command. */
    @FunctionalInterface
    interface After {
        void command(String command) throws Exception;
    }

    /** Does all of it. What it names that is another here (addresses, databases) is replaced. */
    void play(UnaryOperator<String> replaced, After after) throws Exception {
        adapted = replaced;
        for (Block block : blocks(page)) {
            if (block.language().equals("yaml")) {
                write(block);
            } else if (sites.contains(block.label()) || block.label().equals("both")) {
                for (String command : block.text().strip().split("\\n", -1)) {
                    run(block.label(), command);
                    after.command(command);
                }
            }
        }
    }

    /** What the last command said at a site. */
    String said(String site) {
        return said.getOrDefault(site, "");
    }

    static List<Block> blocks(Path page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            String label = block.group(2) == null ? "" : block.group(2);
            blocks.add(new Block(block.group(1), label, block.group(3)));
        }
        return blocks;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(String where, String command) throws Exception {
        List<String> all = where.equals("both") ? sites : List.of(where);
        for (String site : all) {
            Path home = Files.createDirectories(folder.resolve(site));
            Path config = home.resolve("parley.yaml");
            if (command.equals("./parley serve &")) {
                served.put(site, serve(config));
                continue;
            }
            List<String> words = new ArrayList<>(List.of("--config", config.toString()));
            for (String word : adapted.apply(command)
                    .replace("INVITATION", invitation)
                    .replace("catalogue.yaml", home.resolve("catalogue.yaml").toString())
                    .split(" ", -1)) {
                if (!word.equals("./parley")) {
                    words.add(word);
                }
            }
            if (command.startsWith("./parley deinit")) {
                stop(site);
            }
            String out = ok(Cli.run(environment, words.toArray(String[]::new)));
            said.put(site, out);
            if (command.startsWith("./parley link invite")) {
                invitation = out;
            }
        }
    }

    private void stop(String site) {
        Runnable running = served.remove(site);
        if (running != null) {
            running.run();
        }
    }

    private Runnable serve(Path config) {
        Site site = Site.open(ConfigYaml.read(config, environment), TimeSource.SYSTEM, Ids.RANDOM);
        Serving serving = Serving.start(site, TimeSource.SYSTEM);
        return () -> {
            serving.close();
            site.close();
        };
    }

    /** Writes a file of the guide: where its label says, or at both sites. */
    private void write(Block block) throws IOException {
        List<String> files = block.label().contains("/")
                ? List.of(block.label())
                : sites.stream().map(site -> site + "/" + block.label()).toList();
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(folder.resolve(file.substring(0, file.indexOf('/'))));
            Files.writeString(path, adapted.apply(block.text()));
        }
    }

    @Override
    public void close() {
        served.values().forEach(Runnable::run);
    }
}
