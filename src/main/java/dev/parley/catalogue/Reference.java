package dev.parley.catalogue;

/**
 * Says that a field holds the local id of a record of another object (or of the same one).
 *
 * @param target full name of the object pointed to
 * @param targetColumn the column of the target's table whose value is held, as a rule its id
 * @param enforced whether the database holds it with a foreign key, so that the target can't be missing
 */
public record Reference(String target, String targetColumn, boolean enforced) {}
