package dev.parley.catalogue;

import java.util.Optional;

/**
 * A line under {@code references:}.
 *
 * @param field the column that refers
 * @param target name of the object referred to, as it was written; absent for {@code false}: the column holds a plain value
 */
public record ReferenceDeclaration(Said<String> field, Optional<String> target) {}
