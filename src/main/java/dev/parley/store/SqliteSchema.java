package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the tables of an SQLite database by its pragmas. Kinds are those of the declared types. */
final class SqliteSchema {

    private final Connection connection;
    private final SchemaReader reader = new SchemaReader();

    private SqliteSchema(Connection connection) {
        this.connection = connection;
    }

    static Schema read(Connection connection) throws SQLException {
        return new SqliteSchema(connection).read();
    }

    private Schema read() throws SQLException {
        // Each table with whether it is made without rowid.
        Map<String, Boolean> tables = new LinkedHashMap<>();
        String sql = """
                select name, wr from pragma_table_list
                where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                if (!SchemaReader.isOwn(row.getString(1))) {
                    tables.put(row.getString(1), row.getBoolean(2));
                }
            }
        }
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (Map.Entry<String, Boolean> table : tables.entrySet()) {
            keys.put(table.getKey(), columns(table.getKey(), table.getValue()));
            uniques(table.getKey());
        }
        for (String table : tables.keySet()) {
            foreignKeys(table, keys);
        }
        triggers();
        return reader.schema();
    }

    private void triggers() throws SQLException {
        String sql = """
                select tbl_name, name from sqlite_master
                where type = 'trigger' and sql not like '%parley\\_session%' escape '\\'
                order by 1, 2""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.trigger(row.getString(1), row.getString(2));
            }
        }
    }

    private List<String> columns(String table, boolean withoutRowid) throws SQLException {
        record Declared(String name, String type, boolean required, int key, int hidden) {}
        List<Declared> all = list(
                "select name, type, \"notnull\", pk, hidden from pragma_table_xinfo(?) order by cid",
                table,
                row -> new Declared(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getInt(4), row.getInt(5)));
        Map<Integer, String> key = new TreeMap<>();
        all.stream().filter(column -> column.key() > 0).forEach(column -> key.put(column.key(), column.name()));
        for (Declared column : all) {
            boolean rowid = key.size() == 1
                    && column.key() == 1
                    && !withoutRowid
                    && column.type().equalsIgnoreCase("INTEGER");
            Optional<FieldKind> kind = kind(column.type());
            reader.column(
                    table,
                    new Column(
                            column.name(),
                            column.type(),
                            kind,
                            !column.required() && !rowid,
                            kind.equals(Optional.of(FieldKind.BINARY)),
                            column.hidden() > 1,
                            rowid));
        }
        List<String> columns = List.copyOf(key.values());
        reader.primaryKey(table, columns);
        return columns;
    }

    static Optional<FieldKind> kind(String declared) {
        String type =
                declared.toUpperCase(Locale.ROOT).replaceFirst("\\s*\\(.*", "").strip();
        return Optional.ofNullable(
                switch (type) {
                    case "BOOL", "BOOLEAN" -> FieldKind.BOOLEAN;
                    case "DATE" -> FieldKind.DATE;
                    case "TIME" -> FieldKind.TIME;
                    case "DATETIME", "TIMESTAMP", "TIMESTAMPTZ", "DATETIME2", "SMALLDATETIME" -> FieldKind.DATETIME;
                    case "DECIMAL", "NUMERIC", "NUMBER", "DEC", "MONEY", "CURRENCY" -> FieldKind.DECIMAL;
                    case "BIT" -> FieldKind.BOOLEAN;
                    case "YEAR", "LONG", "SERIAL", "BIGSERIAL" -> FieldKind.INTEGER;
                    case "UUID", "GUID", "UNIQUEIDENTIFIER", "ENUM", "STRING", "INTERVAL" -> FieldKind.TEXT;
                    case "JSON", "JSONB" -> FieldKind.JSON;
                    case "BINARY", "VARBINARY", "BYTEA", "IMAGE" -> FieldKind.BINARY;
                    default -> byAffinity(type);
                });
    }

    /** Whether a column of that declared type keeps every text as text. */
    static boolean isTextual(String declared) {
        String type = declared.toUpperCase(Locale.ROOT);
        boolean whole = type.contains("INT");
        return !whole && (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT"));
    }

    private static @Nullable FieldKind byAffinity(String type) {
        if (type.contains("INT") && !type.contains("POINT") && !type.contains("INTERVAL")) {
            return FieldKind.INTEGER;
        } else if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return FieldKind.TEXT;
        } else if (type.contains("BLOB")) {
            return FieldKind.BINARY;
        } else if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
            return FieldKind.REAL;
        }
        return null;
    }

    private void uniques(String table) throws SQLException {
        List<String> indexes = list("""
                select name from pragma_index_list(?)
                where "unique" = 1 and origin <> 'pk' and partial = 0
                order by seq desc""", table, row -> row.getString(1));
        for (String index : indexes) {
            // An expression has no name.
            List<Optional<String>> columns = list(
                    "select name from pragma_index_info(?) order by seqno",
                    index,
                    row -> Optional.ofNullable(row.getString(1)));
            if (columns.stream().allMatch(Optional::isPresent)) {
                reader.unique(table, columns.stream().map(Optional::orElseThrow).toList());
            }
        }
    }

    private void foreignKeys(String table, Map<String, List<String>> keys) throws SQLException {
        record Part(int id, String target, String from, Optional<String> to, String onDelete) {}
        List<Part> parts = list(
                """
                select id, "table", "from", "to", on_delete from pragma_foreign_key_list(?) order by id, seq""",
                table,
                row -> new Part(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        Optional.ofNullable(row.getString(4)),
                        row.getString(5)));
        Map<Integer, List<Part>> byKey = new TreeMap<>();
        parts.forEach(part ->
                byKey.computeIfAbsent(part.id(), id -> new ArrayList<>()).add(part));
        for (List<Part> key : byKey.values()) {
            String target = key.get(0).target();
            List<String> named =
                    key.stream().flatMap(part -> part.to().stream()).toList();
            OnDelete onDelete =
                    switch (key.get(0).onDelete()) {
                        case "CASCADE" -> OnDelete.CASCADE;
                        case "SET NULL", "SET DEFAULT" -> OnDelete.SET_NULL;
                        default -> OnDelete.RESTRICT;
                    };
            reader.foreignKey(
                    table,
                    new ForeignKey(
                            key.stream().map(Part::from).toList(),
                            target,
                            named.isEmpty() ? keys.getOrDefault(target, List.of()) : named,
                            onDelete));
        }
    }

    private <T> List<T> list(String sql, String argument, Tx.RowReader<T> rowReader) throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(rowReader.read(row));
                }
            }
        }
        return all;
    }
}
