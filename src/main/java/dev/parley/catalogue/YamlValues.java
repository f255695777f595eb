package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes YAML nodes for what they should be, and gathers where they are something else. */
public final class YamlValues {

    private final Mistakes mistakes;

    /** Puts what is wrong among those mistakes. */
    public YamlValues(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** The entries of a mapping; none, with a mistake, where it is no mapping or has none. */
    public List<YamlNode.Entry> entries(YamlNode node, int line, String what) {
        if (node instanceof YamlNode.Mapping mapping && !mapping.entries().isEmpty()) {
            return mapping.entries();
        }
        String found = node instanceof YamlNode.Mapping ? "empty" : node.kind();
        mistakes.add(line, what + ", but is " + found);
        return List.of();
    }

    /** The values by key, unknown keys left out with a mistake. */
    public Map<String, YamlNode.Entry> known(List<YamlNode.Entry> entries, List<String> known, String where) {
        Map<String, YamlNode.Entry> byKey = new LinkedHashMap<>();
        for (YamlNode.Entry entry : entries) {
            if (known.contains(entry.key())) {
                byKey.put(entry.key(), entry);
            } else {
                String hint = Spelling.didYouMean(entry.key(), known);
                mistakes.add(
                        entry.line(),
                        where + "unknown key `" + entry.key() + "`"
                                + (hint.isEmpty() ? "; known here: " + String.join(", ", known) : hint));
            }
        }
        return byKey;
    }

    /** A single text. */
    public Optional<Said<String>> text(YamlNode node, int line, String what) {
        if (node instanceof YamlNode.Scalar scalar
                && !scalar.isFalse()
                && !scalar.text().isBlank()) {
            return Optional.of(new Said<>(scalar.text().strip(), scalar.line()));
        }
        mistakes.add(line, what + ", but is " + node.kind());
        return Optional.empty();
    }

    /** A column's name, or false. */
    Optional<ColumnChoice> column(YamlNode.Entry entry, String where) {
        return choice(entry, where, "a column's name");
    }

    /** A name of that kind, or false. */
    Optional<ColumnChoice> choice(YamlNode.Entry entry, String where, String what) {
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.isFalse()) {
            return Optional.of(new ColumnChoice(Optional.empty(), entry.line()));
        }
        return text(entry.value(), entry.line(), where + "`" + entry.key() + "` must be " + what + " or `false`")
                .map(column -> new ColumnChoice(Optional.of(column.value()), column.line()));
    }

    /** Where uuids come from. */
    Optional<Said<IdentityDeclaration>> identity(YamlNode.Entry entry, String where) {
        String what = where + "`identity` must be `primary_key` or `random`";
        return text(entry.value(), entry.line(), what).flatMap(said -> {
            Optional<IdentityDeclaration> identity = IdentityDeclaration.ofWord(said.value());
            if (identity.isEmpty()) {
                mistakes.add(said.line(), what + ", but is `" + said.value() + "`");
            }
            return identity.map(choice -> new Said<>(choice, said.line()));
        });
    }

    /** A list of names; a single name stands for a list of one. */
    public List<Said<String>> names(YamlNode node, int line, String what) {
        if (node instanceof YamlNode.Scalar) {
            return text(node, line, what).stream().toList();
        }
        if (!(node instanceof YamlNode.Sequence sequence) || sequence.items().isEmpty()) {
            mistakes.add(line, what + ", but is " + (node instanceof YamlNode.Sequence ? "empty" : node.kind()));
            return List.of();
        }
        List<Said<String>> names = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            text(item, item.line(), what).ifPresent(name -> {
                if (names.stream().anyMatch(other -> other.value().equals(name.value()))) {
                    mistakes.add(name.line(), what + ", but has `" + name.value() + "` twice");
                } else {
                    names.add(name);
                }
            });
        }
        return names;
    }
}
