package dev.parley.site;

import dev.parley.catalogue.Mistakes;
import dev.parley.catalogue.Said;
import dev.parley.catalogue.YamlNode.Entry;
import dev.parley.catalogue.YamlValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a whole number within bounds. */
final class NumberEntry {

    private final YamlValues values;
    private final Mistakes mistakes;

    NumberEntry(YamlValues values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The number; the standard one where there is no entry or a mistake in it. */
    int read(@Nullable Entry entry, int least, int most, int standard) {
        if (entry == null) {
            return standard;
        }
        String what = "`%s` must be a whole number from %d to %d".formatted(entry.key(), least, most);
        Optional<Said<String>> text = values.text(entry.value(), entry.line(), what);
        Optional<Integer> number = text.flatMap(said -> within(said.value(), least, most));
        if (text.isPresent() && number.isEmpty()) {
            mistakes.add(entry.line(), what + ", but is `" + text.get().value() + "`");
        }
        return number.orElse(standard);
    }

    /** The number that a text is, if it is one within those bounds. */
    static Optional<Integer> within(String text, int least, int most) {
        return text.matches("\\d{1,9}")
                ? Optional.of(Integer.valueOf(text)).filter(number -> number >= least && number <= most)
                : Optional.empty();
    }
}
