package dev.parley.jmh;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Runs the benchmarks of this package. What JMH needs beside them it writes itself when it looks at their classes; that is done here and not in the
 * build, which so has nothing to do with it.
 */
public final class Jmh {

    static final List<Class<?>> BENCHMARKS =
            List.of(CanonicalBenchmark.class, FingerprintBenchmark.class, MergeBenchmark.class, SigningBenchmark.class);

    private static final String PROCESSOR = "org.openjdk.jmh.generators.BenchmarkProcessor";

    private Jmh() {}

    /** The options are those of JMH. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("parley-jmh");
        int exit;
        try {
            generate(folder);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    folder + System.getProperty("path.separator") + classPath(),
                    "org.openjdk.jmh.Main"));
            command.addAll(Arrays.asList(args));
            exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        } finally {
            delete(folder);
        }
        System.exit(exit);
    }

    /** Writes into the folder what JMH needs beside the classes. */
    static void generate(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler: run it with a JDK");
        }
        StringWriter said = new StringWriter();
        boolean done = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-cp", classPath(), "-processor", PROCESSOR),
                        BENCHMARKS.stream().map(Class::getName).toList(),
                        null)
                .call();
        if (!done) {
            throw new IllegalStateException("JMH could not make its classes: " + said);
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + folder, e);
        }
    }
}
