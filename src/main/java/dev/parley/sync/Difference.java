package dev.parley.sync;

import dev.parley.merge.Value;
import java.util.List;
import java.util.UUID;

/**
 * A record that the two sites of a link do not hold in the same way.
 *
 * @param object full name of its object
 * @param record its canonical uuid
 * @param where which side has it
 * @param fields the fields that differ where both have it, in order of name; else none
 */
public record Difference(String object, UUID record, Where where, List<Unequal> fields) {

    /** Takes a copy that nobody can alter. */
    public Difference {
        fields = List.copyOf(fields);
    }

    /** Which side has the record. */
    public enum Where {
        /** This site only. */
        HERE,
        /** The other site only. */
        THERE,
        /** Both, and not the same of it. */
        BOTH
    }

    /**
     * A field that differs. Long values are cut short, with their length and a hash.
     *
     * @param name the field
     * @param here what it holds at this site
     * @param there what it holds at the other
     */
    public record Unequal(String name, Value here, Value there) {}
}
