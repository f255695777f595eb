package dev.parley.merge;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An entry of the change log. Never altered once written; the same at every site.
 *
 * @param uuid the change's own uuid
 * @param action what was done
 * @param object full name of the object, such as {@code ciniki.customers.customer}
 * @param record uuid of the record as its author knew it (an alias, where records were mapped later)
 * @param fields the fields that it carries, with their new values
 * @param at hybrid logical clock, microseconds since 1970 UTC
 * @param author who made it, in which session, at which site
 * @param parents the record's heads that the author knew; empty for what starts a line of changes, and for maps
 */
public record Change(
        UUID uuid,
        Action action,
        String object,
        UUID record,
        Map<String, Value> fields,
        long at,
        Author author,
        List<UUID> parents) {

    /** The order of changes: by clock, then by uuid (as unsigned bytes). The greatest that carries a field wins it. */
    public static final Comparator<Change> ORDER =
            Comparator.comparingLong(Change::at).thenComparing(Change::uuid, Uuids.ORDER);

    /**
     * Takes copies that nobody can alter.
     *
     * @throws IllegalArgumentException for a map that does not say which uuid it maps, or that has parents
     */
    public Change {
        fields = Fields.of(fields);
        parents = List.copyOf(parents);
        if (action == Action.MAP) {
            Derived.checkMap(record, fields, parents);
        }
    }

    /** Whether this one comes after the other in the order of changes. */
    public boolean isAfter(Change other) {
        return ORDER.compare(this, other) > 0;
    }
}
