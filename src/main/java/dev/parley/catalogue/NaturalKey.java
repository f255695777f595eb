package dev.parley.catalogue;

import java.util.List;
import java.util.Set;

/**
 * Fields that tell that a record entered elsewhere under another uuid is one of ours.
 *
 * @param fields the fields, all of which must agree
 * @param folds what does not count when they are compared
 */
public record NaturalKey(List<String> fields, Set<Fold> folds) {

    /** Takes copies that nobody can alter. */
    public NaturalKey {
        fields = List.copyOf(fields);
        folds = Set.copyOf(folds);
    }

    /** A key whose fields must be exactly the same. */
    public static NaturalKey exactly(String... fields) {
        return new NaturalKey(List.of(fields), Set.of());
    }
}
