package dev.parley.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM in which a site runs: as {@code ./parley} starts what lasts, with 256 MB of heap. */
final class SiteJvm {

    static final List<String> COLLECTOR = List.of("-XX:+UseSerialGC");

    static final List<String> LASTING = List.of(
            "-XX:Tier4InvocationThreshold=100000",
            "-XX:Tier4MinInvocationThreshold=20000",
            "-XX:Tier4CompileThreshold=300000",
            "-XX:Tier4BackEdgeThreshold=1000000",
            "-XX:MaxInlineLevel=6",
            "-XX:InlineSmallCode=1000",
            "-XX:FreqInlineSize=150");

    private SiteJvm() {}

    /** The command that starts it, to which more options and a class may be added. */
    static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(COLLECTOR);
        command.addAll(LASTING);
        return command;
    }
}
