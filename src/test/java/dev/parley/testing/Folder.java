package dev.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where one engine keeps its files for one JVM: {@code target/engines/<engine>-<pid>}, or in memory where the machine has plenty and nobody
 * asks that a commit be on the disk, for making and dropping databases is mostly the work of a file system. A JVM that was killed could not tidy
 * up, so the next one stops and removes what a dead one left.
 */
record Folder(Path path) {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long PLENTY = 6L << 30;

    static Folder create(String engine, Durability durability) throws IOException {
        Path engines = durability == Durability.NONE ? memory().orElseGet(Folder::engines) : engines();
        Files.createDirectories(engines);
        for (Path left : list(engines)) {
            if (isLeftBehind(left, engine)) {
                stopServerOf(left);
                new Folder(left).remove();
            }
        }
        Path own = engines.resolve(engine + "-" + ProcessHandle.current().pid());
        return new Folder(Files.createDirectories(own));
    }

    /** A folder that all JVMs share, for programs that are unpacked once. */
    static Path shared(String name) throws IOException {
        return Files.createDirectories(engines().resolve(name));
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Another JVM is removing the same folder: it will finish.
            return;
        }
    }

    /** A folder in memory that is this checkout's and this user's. */
    private static Optional<Path> memory() throws IOException {
        if (!Files.isWritable(MEMORY) || Files.getFileStore(MEMORY).getUsableSpace() < PLENTY) {
            return Optional.empty();
        }
        String owner = System.getProperty("user.name", "") + engines();
        return Optional.of(MEMORY.resolve("parley-engines-" + Integer.toHexString(owner.hashCode())));
    }

    private static Path engines() {
        URI classes = URI.create(
                Folder.class.getProtectionDomain().getCodeSource().getLocation().toString());
        return Path.of(classes).resolveSibling("engines").toAbsolutePath();
    }

    private static boolean isLeftBehind(Path folder, String engine) {
        String name = String.valueOf(folder.getFileName());
        String pid = name.substring(name.lastIndexOf('-') + 1);
        return name.startsWith(engine + "-")
                && pid.matches("\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void stopServerOf(Path folder) throws IOException {
        Path data = folder.resolve("data");
        for (Path file : list(data)) {
            if (file.toString().endsWith(".pid")) {
                serverOf(file, data).ifPresent(Folder::stop);
            }
        }
    }

    /** The process of a pid file, if that process really is the server of this data folder. */
    private static Optional<ProcessHandle> serverOf(Path pidFile, Path data) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().commandLine().orElse("").contains(data.toString()));
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            server.destroyForcibly();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
