package dev.parley.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one site may ask of another: the last part of the path. */
public enum Command {
    PING(true),
    INFO(true),
    LIST(true),
    GET(true),
    BLOCK(true),
    COMPARE(true),
    DIGEST(true),
    ROWS(true),
    COUNTS(true),
    WAIT(true),
    CHANGES(false),
    PUSH(false),
    LOAD(false),
    MEND(false),
    COMPARED(false),
    REHEARSE(true),
    LINK(false),
    RECEIPT(true),
    STATUS(false);

    /** What stands before the command in the path. */
    public static final String PATH = "/sync/v1/";

    private final boolean reads;

    Command(boolean reads) {
        this.reads = reads;
    }

    /** The word in the path. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path, as it is signed. */
    public String path() {
        return PATH + word();
    }

    /** Whether it only reads, so that it may be asked again even where the first request may have been answered. */
    public boolean reads() {
        return reads;
    }

    /** Whether answers to later requests of a sync may depend on it. */
    public boolean leavesTraces() {
        return !reads || this == INFO || this == COMPARE;
    }

    /** Whether GET serves as well as POST, so that a person may ask with little. */
    public boolean byGet() {
        return this == PING || this == LIST || this == GET;
    }

    /** The command of that word. */
    public static Optional<Command> ofWord(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }
}
