package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import dev.parley.catalogue.Schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a schema of a short text: a line a table or, indented, a column: {@code name kind}, then any of {@code null}, {@code large},
 * {@code generated}, {@code given}, {@code primary}, {@code unique}, {@code ->table.column}. {@code id} alone is a primary key that the
 * database gives, and the kind {@code geometry} is one that Parley does not know. {@code foreign a,b ->table.c,d} is a foreign key of
 * several columns, {@code unique a,b} a unique index over several.
 */
final class SchemaText {

    private SchemaText() {}

    static Schema schema(String text) {
        List<Table> tables = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line :
                (text + "\nend").lines().filter(line -> !line.isBlank()).toList()) {
            if (!line.startsWith(" ") && !lines.isEmpty()) {
                tables.add(table(lines));
                lines.clear();
            }
            lines.add(line.strip());
        }
        return new Schema(tables);
    }

    private static Table table(List<String> lines) {
        List<Column> columns = new ArrayList<>();
        List<String> primaryKey = new ArrayList<>();
        List<ForeignKey> foreignKeys = new ArrayList<>();
        List<List<String>> uniques = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("unique ")) {
                uniques.add(List.of(line.substring("unique ".length()).split(",", -1)));
                continue;
            }
            String[] words = (line.equals("id") ? "id integer given primary" : line).split(" ", -1);
            List<String> rest = Arrays.asList(words).subList(2, words.length);
            rest.stream().filter(word -> word.startsWith("->")).forEach(word -> foreignKeys.add(foreign(words, word)));
            if (words[0].equals("foreign")) {
                continue;
            }
            columns.add(new Column(
                    words[0],
                    words[1],
                    words[1].equals("geometry")
                            ? Optional.empty()
                            : Optional.of(FieldKind.valueOf(words[1].toUpperCase(Locale.ROOT))),
                    rest.contains("null"),
                    rest.contains("large"),
                    rest.contains("generated"),
                    rest.contains("given")));
            if (rest.contains("primary")) {
                primaryKey.add(words[0]);
            }
            if (rest.contains("unique")) {
                uniques.add(List.of(words[0]));
            }
        }
        return new Table(lines.get(0), columns, primaryKey, foreignKeys, uniques);
    }

    private static ForeignKey foreign(String[] words, String arrow) {
        String[] target = arrow.substring(2).split("\\.", -1);
        String columns = words[0].equals("foreign") ? words[1] : words[0];
        return new ForeignKey(
                List.of(columns.split(",", -1)), target[0], List.of(target[1].split(",", -1)), OnDelete.RESTRICT);
    }
}
