package dev.parley.catalogue;

import java.util.Optional;

/**
 * A field of an object: a column of its table that is synced.
 *
 * @param name the column's name, which is the field's name on the wire too
 * @param kind what it holds
 * @param type the column's own type, as it would stand in a create table
 * @param nullable whether the column takes null
 * @param large whether its values may be long (blobs, long text), so that capture keeps them only where they changed
 * @param reference where it points, if it holds another record's local id
 * @param namedIn the field of the same record whose value names the object that this one points to, if it holds the local id of a
 *     record of one object or another
 * @param zeroDate what stands for a date that is no day, if the catalogue says so
 */
public record Field(
        String name,
        FieldKind kind,
        String type,
        boolean nullable,
        boolean large,
        Optional<Reference> reference,
        Optional<String> namedIn,
        Optional<StandIn> zeroDate) {

    /** A field that points to one object, or to none. */
    public Field(
            String name, FieldKind kind, String type, boolean nullable, boolean large, Optional<Reference> reference) {
        this(name, kind, type, nullable, large, reference, Optional.empty(), Optional.empty());
    }

    /** Whether the database refuses a row in which it points to nothing. */
    public boolean isRequired() {
        return !nullable && reference.filter(Reference::enforced).isPresent();
    }

    /** Whether it holds another record's local id, which means something at one site only. */
    public boolean refers() {
        return reference.isPresent() || namedIn.isPresent();
    }
}
