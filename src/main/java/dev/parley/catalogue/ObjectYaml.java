package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the catalogue says of one object. */
final class ObjectYaml {

    static final List<String> KEYS = List.of(
            "table",
            "id",
            "uuid",
            "business",
            "key",
            "identity",
            "natural_key",
            "natural_keys",
            "fold",
            "references",
            "added",
            "updated",
            "ignore",
            "history",
            "version",
            "zero_dates");

    private static final Pattern THROUGH = Pattern.compile("through\\s+(\\S+)");
    private static final Pattern MEMBER = Pattern.compile("member\\s+of\\s+(\\S+)(?:\\s+by\\s+(\\S+))?");

    private static final Pattern NAMED_IN = Pattern.compile("named\\s+in\\s+(\\S+)");

    private static final String BUSINESS = "`self`, a column's name, `through FIELD` or `member of OBJECT`";

    private final ObjectName name;
    private final String where;
    private final YamlValues values;
    private final Mistakes mistakes;

    ObjectYaml(ObjectName name, YamlValues values, Mistakes mistakes) {
        this.name = name;
        this.where = "`" + name.full() + "`: ";
        this.values = values;
        this.mistakes = mistakes;
    }

    /** The object; absent, with mistakes, where it has no table. */
    Optional<ObjectDeclaration> read(YamlNode.Entry object) {
        List<YamlNode.Entry> entries =
                values.entries(object.value(), object.line(), where + "must have at least `table: NAME`");
        Map<String, YamlNode.Entry> said = values.known(entries, KEYS, where);
        Optional<Said<String>> table = text(said, "table", "a table's name");
        boolean misspelt = entries.stream()
                .anyMatch(entry -> Spelling.nearest(entry.key(), KEYS).equals(Optional.of("table")));
        if (!entries.isEmpty() && !misspelt) {
            mistakes.add(object.line(), where + "`table` is missing");
        }
        // Everything is read even where the table is missing, so that no other mistake stays hidden behind that one.
        ObjectDeclaration declaration = new ObjectDeclaration(
                name,
                object.line(),
                table.orElse(new Said<>("", object.line())),
                column(said, "id"),
                column(said, "uuid"),
                text(said, "business", BUSINESS).flatMap(this::business),
                names(said, "key"),
                read(said, "identity", values::identity),
                naturalKeys(said),
                fold(said),
                references(said),
                column(said, "added"),
                column(said, "updated"),
                names(said, "ignore"),
                read(said, "history", (entry, prefix) -> new HistoryYaml(values).table(entry, prefix + "`history` ")),
                version(said),
                zeroDates(said));
        return table.map(found -> declaration);
    }

    private Optional<Said<BusinessDeclaration>> business(Said<String> said) {
        String text = said.value();
        Matcher through = THROUGH.matcher(text);
        Matcher member = MEMBER.matcher(text);
        BusinessDeclaration business;
        if (text.equals("self")) {
            business = new BusinessDeclaration.Self();
        } else if (through.matches()) {
            business = new BusinessDeclaration.Through(through.group(1));
        } else if (member.matches()) {
            business = new BusinessDeclaration.MemberOf(member.group(1), Optional.ofNullable(member.group(2)));
        } else if (!text.contains(" ")) {
            business = new BusinessDeclaration.InColumn(text);
        } else {
            mistakes.add(said.line(), where + "`business` must be " + BUSINESS + ", but is `" + text + "`");
            return Optional.empty();
        }
        return Optional.of(new Said<>(business, said.line()));
    }

    private List<List<Said<String>>> naturalKeys(Map<String, YamlNode.Entry> said) {
        YamlNode.Entry one = said.get("natural_key");
        YamlNode.Entry many = said.get("natural_keys");
        List<List<Said<String>>> keys = new ArrayList<>();
        if (one != null && many != null) {
            mistakes.add(many.line(), where + "has both `natural_key` and `natural_keys`; put all into `natural_keys`");
        }
        if (one != null) {
            keys.add(names(said, "natural_key"));
        }
        if (many != null) {
            String what = where + "`natural_keys` must be a list of keys, each a list of columns";
            if (many.value() instanceof YamlNode.Sequence sequence
                    && !sequence.items().isEmpty()) {
                sequence.items().forEach(item -> keys.add(values.names(item, item.line(), what)));
            } else {
                mistakes.add(many.line(), what + ", such as `[[email], [first, last]]`");
            }
        }
        return keys.stream().filter(key -> !key.isEmpty()).toList();
    }

    private List<Said<Fold>> fold(Map<String, YamlNode.Entry> said) {
        List<Said<Fold>> folds = new ArrayList<>();
        String what = "`fold` must be a list of `case` and `space`";
        List<Said<String>> words = read(
                        said,
                        "fold",
                        (entry, prefix) -> Optional.of(values.names(entry.value(), entry.line(), prefix + what)))
                .orElse(List.of());
        for (Said<String> word : words) {
            Optional<Fold> fold = Fold.ofWord(word.value());
            fold.ifPresent(known -> folds.add(new Said<>(known, word.line())));
            if (fold.isEmpty()) {
                mistakes.add(word.line(), where + what + ", but has `" + word.value() + "`");
            }
        }
        if (!words.isEmpty() && !said.containsKey("natural_key") && !said.containsKey("natural_keys")) {
            mistakes.add(
                    words.get(0).line(),
                    where + "`fold` says how natural keys are compared, but there is none; say `natural_key` too");
        }
        return folds;
    }

    private List<ReferenceDeclaration> references(Map<String, YamlNode.Entry> said) {
        YamlNode.Entry references = said.get("references");
        if (references == null) {
            return List.of();
        }
        String what = where + "`references` must be a mapping of columns to objects";
        List<ReferenceDeclaration> read = new ArrayList<>();
        for (YamlNode.Entry entry : values.entries(references.value(), references.line(), what)) {
            Said<String> field = new Said<>(entry.key(), entry.line());
            if (entry.value() instanceof YamlNode.Scalar scalar && scalar.isFalse()) {
                read.add(new ReferenceDeclaration(field, Optional.empty()));
            } else {
                String target = where + "reference `" + entry.key()
                        + "` must be an object's name, `named in COLUMN` or `false`";
                values.text(entry.value(), entry.line(), target)
                        .map(object -> reference(field, object.value()))
                        .ifPresent(read::add);
            }
        }
        return read;
    }

    private static ReferenceDeclaration reference(Said<String> field, String target) {
        Matcher named = NAMED_IN.matcher(target);
        return named.matches()
                ? new ReferenceDeclaration(field, Optional.empty(), Optional.of(named.group(1)))
                : new ReferenceDeclaration(field, Optional.of(target));
    }

    private List<ZeroDateDeclaration> zeroDates(Map<String, YamlNode.Entry> said) {
        YamlNode.Entry entry = said.get("zero_dates");
        return entry == null ? List.of() : new ZeroDatesYaml(where, values, mistakes).rules(entry);
    }

    private Optional<Said<String>> version(Map<String, YamlNode.Entry> said) {
        return text(said, "version", "a version such as `1.02`").filter(version -> {
            if (TableVersion.isDerived(version.value())) {
                mistakes.add(
                        version.line(),
                        where + "`version` may not begin with `" + TableVersion.DERIVED
                                + "`, which marks versions that Parley derives itself");
            }
            return !TableVersion.isDerived(version.value());
        });
    }

    private Optional<Said<String>> text(Map<String, YamlNode.Entry> said, String key, String what) {
        return read(
                said,
                key,
                (entry, prefix) -> values.text(entry.value(), entry.line(), prefix + "`" + key + "` must be " + what));
    }

    private Optional<ColumnChoice> column(Map<String, YamlNode.Entry> said, String key) {
        return read(said, key, values::column);
    }

    private List<Said<String>> names(Map<String, YamlNode.Entry> said, String key) {
        return read(
                        said,
                        key,
                        (entry, prefix) -> Optional.of(values.names(
                                entry.value(), entry.line(), prefix + "`" + key + "` must be a list of columns")))
                .orElse(List.of());
    }

    private <T> Optional<T> read(
            Map<String, YamlNode.Entry> said, String key, BiFunction<YamlNode.Entry, String, Optional<T>> reader) {
        YamlNode.Entry entry = said.get(key);
        return entry == null ? Optional.empty() : reader.apply(entry, where);
    }
}
