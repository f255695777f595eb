package dev.parley.store;

import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Fold;
import dev.parley.catalogue.NaturalKey;
import dev.parley.merge.Value;
import java.util.List;

/**
 * Finds texts that may be equal once they are folded. Engines agree on upper and lower case for ASCII alone, so whatever has other letters is
 * found too, and told apart by who asks.
 */
record Folding(Dialect dialect, NaturalKey key) implements RecordRows.Comparison {

    private static final List<Character> WHITE = List.of('\t', '\n', '\u000b', '\f', '\r', ' ');

    @Override
    public String of(String column, Field field, Value value) {
        if (!isText(field)) {
            return column + " = ?";
        }
        String folded = column;
        if (key.folds().contains(Fold.SPACE)) {
            for (char white : WHITE) {
                folded = "replace(%s, %s, '')".formatted(folded, dialect.character(white));
            }
        }
        if (key.folds().contains(Fold.CASE)) {
            folded = "lower(" + folded + ")";
        }
        return "(%s = ? or %s)".formatted(folded, dialect.hasMoreThanAscii(column));
    }

    @Override
    public Value argument(Field field, Value value) {
        if (!isText(field)) {
            return value;
        }
        String folded = Fold.apply(key.folds(), value.text());
        return Value.of(key.folds().contains(Fold.SPACE) ? folded.replace(" ", "") : folded);
    }

    private static boolean isText(Field field) {
        return field.kind() == FieldKind.TEXT && field.reference().isEmpty();
    }
}
