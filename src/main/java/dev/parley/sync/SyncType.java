package dev.parley.sync;

import java.util.Locale;

/** What a sync looks at. */
public enum SyncType {
    /** What changed since the checkpoint. */
    INCREMENTAL,
    /** Which version each side has of every record. */
    PARTIAL,
    /** What stands in every row, and whether the log accounts for it. */
    FULL;

    /** The word for it on the command line and on screen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
