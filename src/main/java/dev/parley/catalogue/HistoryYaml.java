package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the catalogue says of a history that the application keeps. */
final class HistoryYaml {

    static final String TABLE = "table";
    static final String USERS = "users";

    /** The keys of the columns, and of whose ids stand in one of them. */
    static final List<String> COLUMNS = columns();

    private final YamlValues values;

    HistoryYaml(YamlValues values) {
        this.values = values;
    }

    private static List<String> columns() {
        List<String> keys = new ArrayList<>(
                Arrays.stream(HistoryPart.values()).map(HistoryPart::key).toList());
        keys.add(USERS);
        return List.copyOf(keys);
    }

    /** A table's name, a mapping that has one, or {@code false}. */
    Optional<HistoryDeclaration> table(YamlNode.Entry entry, String where) {
        String what = where + "must be a table's name, a mapping with `table: NAME`, or `false`";
        if (entry.value() instanceof YamlNode.Mapping) {
            List<String> known = new ArrayList<>(List.of(TABLE));
            known.addAll(COLUMNS);
            Map<String, YamlNode.Entry> said =
                    values.known(values.entries(entry.value(), entry.line(), what), known, where);
            YamlNode.Entry table = said.get(TABLE);
            Optional<Said<String>> name = table == null
                    ? Optional.empty()
                    : values.text(table.value(), table.line(), where + "`table` must be a table's name");
            return Optional.of(declaration(entry.line(), name, said, where));
        }
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.isFalse()) {
            return Optional.of(
                    new HistoryDeclaration(entry.line(), Optional.empty(), true, Map.of(), Optional.empty()));
        }
        return values.text(entry.value(), entry.line(), what)
                .map(name -> declaration(entry.line(), Optional.of(name), Map.of(), where));
    }

    /** The columns that histories have unless they say otherwise. */
    HistoryDeclaration defaults(YamlNode.Entry entry, String where) {
        Map<String, YamlNode.Entry> said = values.known(
                values.entries(entry.value(), entry.line(), where + "must be a mapping of columns"), COLUMNS, where);
        return declaration(entry.line(), Optional.empty(), said, where);
    }

    private HistoryDeclaration declaration(
            int line, Optional<Said<String>> table, Map<String, YamlNode.Entry> said, String where) {
        Map<HistoryPart, ColumnChoice> columns = new EnumMap<>(HistoryPart.class);
        Optional<ColumnChoice> users = Optional.empty();
        for (YamlNode.Entry entry : said.values()) {
            Optional<HistoryPart> part = HistoryPart.ofKey(entry.key());
            if (part.isPresent()) {
                values.column(entry, where).ifPresent(choice -> columns.put(part.get(), choice));
            } else if (entry.key().equals(USERS)) {
                users = values.choice(entry, where, "an object's name");
            }
        }
        return new HistoryDeclaration(line, table, false, columns, users);
    }
}
