package dev.parley.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of an application's own history holds, in the order in which the reference lists them. */
public enum HistoryPart {
    /** The entry's number, which the database gives. */
    ID(true, FieldKind.INTEGER),
    /** The entry's uuid, the same at every site. */
    UUID(true, FieldKind.TEXT),
    /** The local id of the business. */
    BUSINESS(false, FieldKind.INTEGER),
    /** Who did it. */
    USER_ID(false, FieldKind.INTEGER, FieldKind.TEXT),
    /** In which session of the application. */
    SESSION(false, FieldKind.TEXT),
    /** What was done, as a number. */
    ACTION(true, FieldKind.INTEGER),
    /** The table of the row. */
    TABLE_NAME(true, FieldKind.TEXT),
    /** The row: its local id, or its key. */
    TABLE_KEY(true, FieldKind.TEXT),
    /** The field that was set. */
    TABLE_FIELD(true, FieldKind.TEXT),
    /** What it was set to. */
    NEW_VALUE(true, FieldKind.TEXT),
    /** When, in UTC. */
    LOG_DATE(true, FieldKind.DATETIME);

    private final boolean needed;
    private final FieldKind kind;
    private final FieldKind other;

    HistoryPart(boolean needed, FieldKind kind) {
        this(needed, kind, kind);
    }

    HistoryPart(boolean needed, FieldKind kind, FieldKind other) {
        this.needed = needed;
        this.kind = kind;
        this.other = other;
    }

    /** The key for it in the catalogue, which is also what its column is called unless the catalogue says otherwise. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is no history without it. */
    boolean isNeeded() {
        return needed;
    }

    /** What its column may hold. */
    List<FieldKind> kinds() {
        return List.of(kind, other);
    }

    /** The part of that key. */
    static Optional<HistoryPart> ofKey(String key) {
        return Arrays.stream(values()).filter(part -> part.key().equals(key)).findFirst();
    }
}
