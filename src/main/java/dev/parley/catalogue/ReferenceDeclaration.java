package dev.parley.catalogue;

import java.util.Optional;

/**
 * A line under {@code references:}.
 *
 * @param field the column that refers
 * @param target name of the object referred to, as it was written; absent for {@code false}: the column holds a plain value
 * @param namedIn the column that names the object referred to, where it is not always the same
 */
public record ReferenceDeclaration(Said<String> field, Optional<String> target, Optional<String> namedIn) {

    /** Says that the field refers to that object, or with none that it holds a plain value. */
    public ReferenceDeclaration(Said<String> field, Optional<String> target) {
        this(field, target, Optional.empty());
    }
}
