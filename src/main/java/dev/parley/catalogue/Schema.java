package dev.parley.catalogue;

import java.util.List;
import java.util.Optional;

/** The tables of a database as they stand, whatever engine it is. */
public record Schema(List<Table> tables) {

    /** Takes a copy that nobody can alter. */
    public Schema {
        tables = List.copyOf(tables);
    }

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
     */
    public record Table(
            String name,
            List<Column> columns,
            List<String> primaryKey,
            List<ForeignKey> foreignKeys,
            List<List<String>> uniques,
            String comment) {

        /** A table without a comment. */
        public Table(
                String name,
                List<Column> columns,
                List<String> primaryKey,
                List<ForeignKey> foreignKeys,
                List<List<String>> uniques) {
            this(name, columns, primaryKey, foreignKeys, uniques, "");
        }

        /** Takes copies that nobody can alter. */
        public Table {
            columns = List.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
            foreignKeys = List.copyOf(foreignKeys);
            uniques = uniques.stream().map(List::copyOf).toList();
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
     * @param onDelete what becomes of the referring rows
     */
    public record ForeignKey(List<String> columns, String target, List<String> targetColumns, OnDelete onDelete) {

        /** Takes copies that nobody can alter. */
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /** What a database does with referring rows when a row is deleted. */
    public enum OnDelete {
        RESTRICT,
        CASCADE,
        SET_NULL
    }
}
