package dev.parley.catalogue;

import java.util.Optional;

/** What {@code business:} says of an object: whose its records are. */
public sealed interface BusinessDeclaration {

    /** {@code self}: the records are the businesses. */
    record Self() implements BusinessDeclaration {}

    /** A column that holds the local id of the business. */
    record InColumn(String column) implements BusinessDeclaration {}

    /** {@code through FIELD}: the business of the record that the field points to. */
    record Through(String field) implements BusinessDeclaration {}

    /**
     * {@code member of OBJECT [by FIELD]}: of each business that a record of the join object ties it to.
     *
     * @param object name of the join object, as it was written
     * @param field which of the join object's fields points here; needed only where several do
     */
    record MemberOf(String object, Optional<String> field) implements BusinessDeclaration {}
}
