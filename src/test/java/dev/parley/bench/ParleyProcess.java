package dev.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The program itself, as a user runs it on a site's folder, with 256 MB of heap. */
final class ParleyProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private ParleyProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Writes both files of a site; it is called at that port, or can't be called where that is 0. */
    static void write(Path folder, String name, BenchDatabase database, int port) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("catalogue.yaml"), BenchTables.CATALOGUE);
        String url = port > 0 ? "\n  url: http://127.0.0.1:" + port : "";
        String user = database.user().isEmpty() ? "" : "\n  user: " + database.user();
        String password = database.password().isEmpty() ? "" : "\n  password: " + database.password();
        Files.writeString(
                folder.resolve("parley.yaml"), """
                site:
                  name: %s%s
                database:
                  url: %s%s%s
                listen: 127.0.0.1:%d
                """.formatted(name, url, database.jdbcUrl(), user, password, port));
    }

    static ParleyProcess start(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.parley.cli.Parley"));
        return start(command, folder, arguments);
    }

    private static ParleyProcess start(List<String> program, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--config", folder.resolve("parley.yaml").toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            return new ParleyProcess(new ProcessBuilder(command)
                    .redirectError(folder.resolve("log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("starting parley", e);
        }
    }

    /** Runs a command to its end; gives what it said last. */
    static String run(Path folder, String... arguments) {
        return end(start(folder, arguments), folder, arguments);
    }

    /** Runs a command to its end as people do, by {@code ./parley}: that builds first what is not built. */
    static String runAsPeopleDo(Path folder, String... arguments) {
        return end(start(List.of(launcher().toString()), folder, arguments), folder, arguments);
    }

    private static Path launcher() {
        try {
            Path root = Path.of(ParleyProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (!Files.exists(root.resolve("pom.xml"))) {
                root = root.resolve("..").toRealPath();
            }
            return root.resolve("parley");
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("looking for ./parley", e);
        }
    }

    private static String end(ParleyProcess started, Path folder, String... arguments) {
        try (ParleyProcess command = started) {
            String last = "";
            for (String line = command.line(); !line.isEmpty(); line = command.line()) {
                last = line;
            }
            int exit = command.process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("parley " + String.join(" ", arguments) + " ended with " + exit + ": "
                        + Files.readString(folder.resolve("log")));
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException("reading what parley said", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while parley ran", e);
        }
    }

    /** Serves a site; it is ready when this returns. */
    static ParleyProcess serve(Path folder) {
        ParleyProcess serving = start(folder, "--json", "serve");
        serving.line();
        return serving;
    }

    private String line() {
        try {
            String line = out.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("reading what parley said", e);
        }
    }

    /** The time that it has kept a core busy so far; zero where the system does not tell. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The memory that it has at the moment, in MB; empty where the system does not tell. */
    OptionalDouble megabytes() {
        return Usage.megabytes(process.pid(), "VmRSS");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
