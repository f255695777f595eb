package dev.parley.merge;

import java.util.Arrays;

/** What a change did to its record. */
public enum Action {
    /** The whole record as it was before the log knew of it; stands for a row that was there before Parley. */
    BASELINE("baseline"),
    /** The record was made; carries every field. */
    ADD("add"),
    /** Some fields got new values; carries those alone. */
    UPDATE("update"),
    /** The record was removed; carries the key fields where the record's uuid is derived from them. */
    DELETE("delete"),
    /** Some fields got new values as another record was merged into this one by a person: an {@link #UPDATE} in all else. */
    MERGE("merge"),
    /** The record was removed as it was merged into another by a person: a {@link #DELETE} in all else. */
    MERGED("merged"),
    /** Like {@link #MERGE}, done by an application by itself. */
    AUTOMERGE("automerge"),
    /** Like {@link #MERGED}, done by an application by itself. */
    AUTOMERGED("automerged"),
    /** Two uuids name one record: the change's record (the lesser) and the one in the field {@code uuid}. */
    MAP("map"),
    /** A map was wrong: its two uuids name two records, for good. Made like the {@link #MAP} that it undoes. */
    UNMAP("unmap");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** The word for it in tables, on the wire and on screen. */
    public String word() {
        return word;
    }

    /** Whether it says which uuids name one record, and nothing of what the record is. */
    public boolean isNaming() {
        return this == MAP || this == UNMAP;
    }

    /** Whether it makes or alters the record, as against removing it. */
    public boolean isWrite() {
        return this == BASELINE || this == ADD || isUpdate();
    }

    /** Whether it gives some fields of the record new values. */
    public boolean isUpdate() {
        return this == UPDATE || this == MERGE || this == AUTOMERGE;
    }

    /** Whether it removes the record. */
    public boolean isDelete() {
        return this == DELETE || this == MERGED || this == AUTOMERGED;
    }

    /**
     * The action of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Action ofWord(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such action: " + word));
    }
}
