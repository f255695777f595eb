package dev.parley.store;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * Something that a person should look at.
 *
 * @param id the same for the same thing, so it is told once
 * @param kind such as {@code conflict}, {@code held}, {@code restored}, {@code drift}, {@code clock}, {@code module}
 * @param link the link over which it came; empty where it is of none
 * @param business uuid of the business, or {@link ChangeLog#SHARED}
 * @param object full name of the object; empty where it is not about a record
 * @param record uuid of the record as text; empty where it is not about one
 * @param field the field; empty where it is not about one
 * @param message what happened and what can be done, in a sentence or two
 * @param detail more for programs, as JSON
 */
public record Problem(
        UUID id,
        String kind,
        OptionalLong link,
        String business,
        String object,
        String record,
        String field,
        String message,
        String detail) {

    /** No database has to take a NUL, which some value that the message shows may hold. */
    public Problem {
        message = message.replace('\0', '\u2400');
    }

    /**
     * A problem as it stands in the list.
     *
     * @param firstSeen microseconds UTC
     * @param lastSeen microseconds UTC
     * @param times how often it was met
     * @param open whether it is still to be looked at
     */
    public record Listed(Problem problem, long firstSeen, long lastSeen, int times, boolean open) {}
}
