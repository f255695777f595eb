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
 */
public record Field(
        String name, FieldKind kind, String type, boolean nullable, boolean large, Optional<Reference> reference) {}
