package dev.parley.catalogue;

import java.util.List;

/** The version of a table that declares none: a short hash over its fields, so that it changes when they do. */
public final class TableVersion {

    /** What every derived version begins with; a declared one may not. */
    static final String DERIVED = "fields-";

    private static final int DIGITS = 12;

    private TableVersion() {}

    /** The version of a table with these fields, in whatever order they stand. */
    static String derive(List<Field> fields) {
        return DERIVED
                + Sha256.hex(fields.stream().map(ObjectShape::describe).sorted().toList())
                        .substring(0, DIGITS);
    }

    /** Whether the version was derived from the fields and so says nothing that they don't. */
    public static boolean isDerived(String version) {
        return version.startsWith(DERIVED);
    }
}
