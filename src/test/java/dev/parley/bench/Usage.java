package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What this program and the database server that it started have used of the processors so far, in seconds; where the system tells (Linux does).
 *
 * @param program all of this program
 * @param compiling what its compilers used of that
 * @param collecting what its garbage collector used of that
 * @param server the database server, which works in a folder that is named after this program's number
 */
record Usage(double program, double compiling, double collecting, double server) {

    private static final double TICKS_IN_SECOND = 100;
    private static final double KILOBYTES_IN_MEGABYTE = 1024;
    private static final Set<String> SERVERS = Set.of("postgres", "mariadbd");

    static Usage now() {
        Path proc = Path.of("/proc");
        String own = "-" + ProcessHandle.current().pid() + "/";
        return new Usage(
                ofOne(proc.resolve("self"), program -> true) / TICKS_IN_SECOND,
                ticks(proc.resolve("self/task"), thread -> thread.name().contains("Compiler")),
                ticks(proc.resolve("self/task"), thread -> thread.name().matches("G1.*|GC.*|VM Thread")),
                ticks(
                        proc,
                        process -> SERVERS.contains(process.name())
                                && process.folder().contains(own)));
    }

    /** What the system says of the memory of a process under that name, in MB; empty where it does not. */
    static OptionalDouble megabytes(long process, String name) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES_IN_MEGABYTE)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalDouble.empty();
        }
    }

    Usage since(Usage before) {
        return new Usage(
                program - before.program,
                compiling - before.compiling,
                collecting - before.collecting,
                server - before.server);
    }

    @Override
    public String toString() {
        return "program %.2f s (compiling %.2f, collecting %.2f), server %.2f s"
                .formatted(program, compiling, collecting, server);
    }

    /**
     * A process or a thread.
     *
     * @param ticks its own, and those of the children that it has outlived
     */
    private record Task(Path path, String name, long ticks) {

        static Task of(Path path) throws IOException {
            String stat = Files.readString(path.resolve("stat"));
            int end = stat.lastIndexOf(')');
            long ticks = Stream.of(stat.substring(end + 2).split(" ", -1))
                    .skip(11)
                    .limit(4)
                    .mapToLong(Long::parseLong)
                    .sum();
            return new Task(path, stat.substring(stat.indexOf('(') + 1, end), ticks);
        }

        String folder() {
            try {
                return path.resolve("cwd").toRealPath() + "/";
            } catch (IOException notOurs) {
                return "";
            }
        }
    }

    private static double ticks(Path folder, Predicate<Task> which) {
        long ticks = 0;
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> numbers = all.filter(
                            path -> String.valueOf(path.getFileName()).matches("[0-9]+"))
                    .toList();
            for (Path number : numbers) {
                ticks += ofOne(number, which);
            }
        } catch (NoSuchFileException notLinux) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("asking " + folder, e);
        }
        return ticks / TICKS_IN_SECOND;
    }

    private static long ofOne(Path number, Predicate<Task> which) {
        try {
            Task task = Task.of(number);
            return which.test(task) ? task.ticks() : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
