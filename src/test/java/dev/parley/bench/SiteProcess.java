package dev.parley.bench;

import dev.parley.sync.SyncType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** A {@link SiteProgram}, started with 256 MB of heap and stopped when it is closed. */
final class SiteProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;

    private SiteProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands =
                new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    }

    static SiteProcess start(String name, BenchDatabase database, int batch) {
        List<String> command = SiteJvm.command();
        String more = System.getenv("PARLEY_BENCH_OPTS");
        if (more != null && !more.isBlank()) {
            command.addAll(Arrays.asList(more.strip().replace("NAME", name).split("\\s+", -1)));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SiteProgram.class.getName(),
                name,
                database.jdbcUrl(),
                database.user(),
                database.password(),
                Integer.toString(batch)));
        try {
            SiteProcess started = new SiteProcess(
                    name,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("starting " + name, e);
        }
    }

    private void awaitReady() throws IOException {
        String line = answers.readLine();
        while (line != null && !line.equals("ready")) {
            line = answers.readLine();
        }
        if (line == null) {
            close();
            throw new IOException(name + " ended before it was ready");
        }
    }

    int port() {
        return Integer.parseInt(ask("port"));
    }

    /** Makes this site's half of a link to a site that listens there; 0 for one that is not called from here. */
    void link(BenchLink link, String direction, String other, int port) {
        ask("link", link.uuid().toString(), direction, other, Integer.toString(port), link.keyId(), link.secret());
    }

    SyncResult sync(SyncType type, int times) {
        return SyncResult.of(ask("sync", type.name(), Integer.toString(times)));
    }

    SyncResult plan() {
        return SyncResult.of(ask("plan"));
    }

    private String ask(String... words) {
        commands.println(String.join("\t", words));
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(name + " ended at " + words[0] + ", see above");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("asking " + name, e);
        }
    }

    /** The most memory that the process had so far, in MB; empty where the system does not tell. */
    OptionalDouble peakMegabytes() {
        return Usage.megabytes(process.pid(), "VmHWM");
    }

    /** What the process has used of the processors so far; 0 where the system does not tell. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
