package dev.parley.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command speaks to.
 *
 * @param out for data alone
 * @param err for what goes wrong, and for progress on a terminal
 * @param environment as {@link System#getenv()} gives it
 * @param interactive whether a person sits there: then there are colours, progress and questions
 */
record Terminal(PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive) {

    /** Is set by the script that starts Parley, for Java 17 can't tell by itself what its output goes to. */
    private static final String TERMINAL = "parley.terminal";

    /** The one that this process was started at. */
    static Terminal ofThisProcess() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                Boolean.getBoolean(TERMINAL));
    }

    /** How text looks on a terminal. */
    enum Look {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BLUE("36");

        private final String code;

        Look(String code) {
            this.code = code;
        }
    }

    /** The text in that look, or plain where there are no colours. */
    String styled(Look look, String text) {
        boolean colours = interactive && !environment.containsKey("NO_COLOR");
        return colours ? "\u001b[" + look.code + "m" + text + "\u001b[0m" : text;
    }

    /** Says what can be done next, to a person only. */
    void hint(String text) {
        if (interactive) {
            err.println(styled(Look.DIM, text));
        }
    }
}
