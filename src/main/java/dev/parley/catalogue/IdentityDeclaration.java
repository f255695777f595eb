package dev.parley.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What {@code identity:} says of an object without a uuid column: where the uuids come from that Parley gives its rows. */
public enum IdentityDeclaration {
    /** Equal primary keys are the same record, of the rows that were there before Parley. */
    PRIMARY_KEY,
    /** Each row is a record of its own. */
    RANDOM;

    /** The word for it in the catalogue. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<IdentityDeclaration> ofWord(String word) {
        return Arrays.stream(values())
                .filter(identity -> identity.word().equals(word))
                .findFirst();
    }
}
