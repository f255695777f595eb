package dev.parley.store;

import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.Table;
import dev.parley.catalogue.Schema.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Gathers what an engine tells of its tables, Parley's own left out. */
final class SchemaReader {

    private static final class Gathered {
        private final List<Column> columns = new ArrayList<>();
        private final List<String> primaryKey = new ArrayList<>();
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<List<String>> uniques = new ArrayList<>();
        private String comment = "";
        private String unfit = "";
    }

    private final Map<String, Gathered> tables = new TreeMap<>();
    private final List<String> elsewhere = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();

    static boolean isOwn(String table) {
        return table.substring(table.indexOf('.') + 1).toLowerCase(Locale.ROOT).startsWith("parley_");
    }

    void column(String table, Column column) {
        if (!isOwn(table)) {
            tables.computeIfAbsent(table, name -> new Gathered()).columns.add(column);
        }
    }

    void primaryKey(String table, List<String> columns) {
        with(table, gathered -> gathered.primaryKey.addAll(columns));
    }

    void unique(String table, List<String> columns) {
        with(table, gathered -> gathered.uniques.add(columns));
    }

    void foreignKey(String table, ForeignKey key) {
        with(table, gathered -> gathered.foreignKeys.add(key));
    }

    void comment(String table, String comment) {
        with(table, gathered -> gathered.comment = comment);
    }

    /** Says why a table's rows can't be synced. */
    void unfit(String table, String why) {
        with(table, gathered -> gathered.unfit = why);
    }

    /** Another schema that has tables too. */
    void elsewhere(String schema) {
        elsewhere.add(schema);
    }

    /** A trigger that does not ask whether Parley is writing. */
    void trigger(String table, String name) {
        if (!isOwn(name) && tables.containsKey(table)) {
            triggers.add(new Trigger(table, name));
        }
    }

    Schema schema() {
        List<Table> all = new ArrayList<>();
        tables.forEach((name, gathered) -> all.add(new Table(
                name,
                gathered.columns,
                gathered.primaryKey,
                gathered.foreignKeys,
                gathered.uniques,
                gathered.comment,
                gathered.unfit)));
        return new Schema(all, elsewhere, triggers);
    }

    private void with(String table, Consumer<Gathered> action) {
        Gathered gathered = tables.get(table);
        if (gathered != null) {
            action.accept(gathered);
        }
    }
}
