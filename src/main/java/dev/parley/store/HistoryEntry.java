package dev.parley.store;

import dev.parley.merge.Action;
import dev.parley.merge.Value;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry of the history that an application keeps, as it stands there.
 *
 * @param id its number in the history
 * @param kind whether it was seen as it came
 * @param uuid its uuid, if it has one
 * @param user the uuid of the person's record, else what stands there
 * @param action what was done, as the application numbers it
 * @param key what names the row
 * @param business local id of the business, or null
 * @param field the field that was set
 * @param value what it was set to, or null
 * @param at microseconds UTC, of whole seconds
 */
record HistoryEntry(
        long id,
        HistoryMarks.Kind kind,
        Optional<UUID> uuid,
        String user,
        String session,
        int action,
        String key,
        Value business,
        String field,
        Value value,
        long at) {

    /** What begins the key of a row, or a value, that is told by uuid since there is no local id to tell it by. */
    static final String BY_UUID = "uuid-";

    /** Stands for the field where a row was deleted. */
    static final String WHOLE = "*";

    boolean isDelete() {
        return field.equals(WHOLE);
    }

    /**
     * What it did to the record. The entry that says which record a new row is stands for the add itself.
     *
     * @param tells whether it says which record the row is, or what one of its fields was set to
     */
    Action does(boolean tells) {
        return switch (action) {
            case 1 -> isDelete() ? Action.DELETE : tells ? Action.ADD : Action.UPDATE;
            case 4, 5 -> isDelete() ? Action.MERGED : Action.MERGE;
            case 6, 7 -> isDelete() ? Action.AUTOMERGED : Action.AUTOMERGE;
            default -> isDelete() ? Action.DELETE : Action.UPDATE;
        };
    }

    boolean isFound() {
        return kind == HistoryMarks.Kind.FOUND;
    }

    /** The uuid that a key or a value names instead of a local id. */
    static Optional<UUID> byUuid(String text) {
        return text.startsWith(BY_UUID) ? uuid(text.substring(BY_UUID.length())) : Optional.empty();
    }

    /** The uuid that the text is; empty where it is none. */
    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
