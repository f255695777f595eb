package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How a site finds out which record a row is. Two sites that do it in different ways would hold one record twice.
 *
 * @param identity where the uuids come from: {@code column}, {@code primary_key}, {@code random} or {@code key}
 * @param naturalKeys in order
 */
public record Recognition(String identity, List<Natural> naturalKeys) {

    /** Uuids that stand in a column of the table. */
    public static final String COLUMN = "column";

    /** Uuids that the first rows have from their primary keys. */
    static final String PRIMARY_KEY = IdentityDeclaration.PRIMARY_KEY.word();

    private static final String KEY = "key";

    /**
     * A natural key.
     *
     * @param fields in order of name
     * @param fold words for what does not count, in order
     */
    public record Natural(List<String> fields, List<String> fold) {
        /** Takes copies, in order. */
        public Natural {
            fields = fields.stream().sorted().toList();
            fold = fold.stream().sorted().toList();
        }

        /** For people. */
        @Override
        public String toString() {
            String names = "`" + String.join("`, `", fields) + "`";
            return fold.isEmpty() ? names : names + " (fold " + String.join(", ", fold) + ")";
        }
    }

    /** Takes a copy, in order. */
    public Recognition {
        naturalKeys = naturalKeys.stream()
                .sorted(Comparator.comparing(Natural::toString))
                .toList();
    }

    /** That of an object. */
    static Recognition of(CatalogueObject object) {
        return new Recognition(
                word(object.identity()),
                object.naturalKeys().stream()
                        .map(key -> new Natural(
                                key.fields(),
                                key.folds().stream().map(Fold::word).toList()))
                        .toList());
    }

    private static String word(Identity identity) {
        if (identity instanceof Identity.Key) {
            return KEY;
        }
        if (identity instanceof Identity.Beside beside) {
            return (beside.fromPrimaryKey() ? IdentityDeclaration.PRIMARY_KEY : IdentityDeclaration.RANDOM).word();
        }
        return COLUMN;
    }

    /** All of it, for a fingerprint. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(identity));
        naturalKeys.forEach(key -> texts.add(key.toString()));
        return texts;
    }

    /** The identity, for people. */
    String inWords() {
        return identity.equals(COLUMN) ? "its uuid column" : "`identity: " + identity.toLowerCase(Locale.ROOT) + "`";
    }
}
