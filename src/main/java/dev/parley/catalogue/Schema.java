package dev.parley.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The tables of a database as they stand, whatever engine it is.
 *
 * @param elsewhere other schemas of the same database that have tables, which are not looked at, as they are written in SQL
 * @param triggers those of the application that make no difference between what it writes and what Parley writes
 */
public record Schema(List<Table> tables, List<String> elsewhere, List<Trigger> triggers) {

    /** Takes copies that nobody can alter. */
    public Schema {
        tables = List.copyOf(tables);
        elsewhere = List.copyOf(elsewhere);
        triggers = List.copyOf(triggers);
    }

    /** Of a database with nothing else in it. */
    public Schema(List<Table> tables) {
        this(tables, List.of(), List.of());
    }

    /** A trigger of the application. */
    public record Trigger(String table, String name) {}

    /** The table of that name; upper and lower case count as the same. */
    public Optional<Table> table(String name) {
        return tables.stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * A table.
     *
     * @param primaryKey its columns in order; empty where there is none
     * @param uniques the column lists of its unique indexes, the primary key aside
     * @param comment what the database keeps as the table's comment; empty where there is none
     * @param unfit why its rows can't be synced, and what to do, as a clause; empty where they can
     */
    public record Table(
            String name,
            List<Column> columns,
            List<String> primaryKey,
            List<ForeignKey> foreignKeys,
            List<List<String>> uniques,
            String comment,
            String unfit) {

        /** A table without a comment. */
        public Table(
                String name,
                List<Column> columns,
                List<String> primaryKey,
                List<ForeignKey> foreignKeys,
                List<List<String>> uniques) {
            this(name, columns, primaryKey, foreignKeys, uniques, "", "");
        }

        /** Takes copies that nobody can alter. */
        public Table {
            columns = List.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
            foreignKeys = List.copyOf(foreignKeys);
            uniques = uniques.stream().map(List::copyOf).toList();
        }

        /**
         * The whole number by which the primary key tells rows apart: that key itself or, of several columns, the one that the database gives,
         * such as the second of hotel and booking. A column that refers to another table is none.
         */
        Optional<Column> number() {
            List<Column> numbers = primaryKey.stream()
                    .flatMap(name -> column(name).stream())
                    .filter(column -> column.kind().equals(Optional.of(FieldKind.INTEGER)))
                    .filter(column -> column.givenByDatabase() || primaryKey.size() == 1)
                    .filter(column -> !refers(column))
                    .toList();
            return numbers.size() == 1 ? Optional.of(numbers.get(0)) : Optional.empty();
        }

        /** Whether a foreign key of that column alone leads elsewhere. */
        boolean refers(Column column) {
            return foreignKeys.stream()
                    .anyMatch(foreign -> foreign.columns().size() == 1
                            && foreign.columns().get(0).equalsIgnoreCase(column.name()));
        }

        /** The column of that name; upper and lower case count as the same. */
        public Optional<Column> column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    /**
     * A column.
     *
     * @param type the engine's own type, as it would stand in a create table
     * @param kind what it holds; absent where Parley does not know the type
     * @param large whether its values may be long
     * @param generated whether the database computes it from other columns
     * @param givenByDatabase whether the database fills it when a row comes without it (identity, serial, auto_increment)
     */
    public record Column(
            String name,
            String type,
            Optional<FieldKind> kind,
            boolean nullable,
            boolean large,
            boolean generated,
            boolean givenByDatabase) {}

    /**
     * A foreign key of one table to another.
     *
     * @param columns the referring columns
     * @param target the table referred to
     * @param targetColumns its columns, in the same order
     * @param onDelete what becomes of the referring rows when the row referred to is deleted
     * @param onUpdate what becomes of them when its columns change; {@link OnDelete#RESTRICT} too where the engine tells by triggers
     */
    public record ForeignKey(
            List<String> columns, String target, List<String> targetColumns, OnDelete onDelete, OnDelete onUpdate) {

        /** One that no update goes through. */
        public ForeignKey(List<String> columns, String target, List<String> targetColumns, OnDelete onDelete) {
            this(columns, target, targetColumns, onDelete, OnDelete.RESTRICT);
        }

        /** Takes copies that nobody can alter. */
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /** What a database does with referring rows when a row is deleted, or what they refer to changes. */
    public enum OnDelete {
        RESTRICT,
        CASCADE,
        SET_NULL
    }
}
