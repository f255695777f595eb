package dev.parley.merge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field's value in canonical form: null, or text that is the same from every database.
 *
 * @param isNull whether this is the database's null; then {@code text} is empty
 * @param text the canonical text; never null
 */
public record Value(boolean isNull, String text) {

    /** The database's null. */
    public static final Value NULL = new Value(true, "");

    /** Checks that null carries no text. */
    public Value {
        Objects.requireNonNull(text, "text");
        if (isNull && !text.isEmpty()) {
            throw new IllegalArgumentException("a null value carries no text");
        }
    }

    /** The value with this canonical text, which may be empty. */
    public static Value of(String text) {
        return new Value(false, text);
    }

    /** Said in words, since those that a record brings with it are slow until they are optimized, and values are compared more than anything else. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Value value && isNull == value.isNull && text.equals(value.text));
    }

    @Override
    public int hashCode() {
        return isNull ? 1 : text.hashCode();
    }

    @Override
    public String toString() {
        return isNull ? "null" : text;
    }
}
