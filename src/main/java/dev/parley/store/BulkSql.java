package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Statements over many rows that every engine takes. */
final class BulkSql {

    private BulkSql() {}

    static String names(Dialect dialect, List<BulkColumn> columns) {
        return columns.stream().map(column -> dialect.quote(column.name())).collect(Collectors.joining(", "));
    }

    static String equals(Dialect dialect, List<BulkColumn> columns, String between) {
        return columns.stream()
                .map(column -> dialect.quote(column.name()) + " = ?")
                .collect(Collectors.joining(between));
    }

    static List<BulkColumn> both(List<BulkColumn> one, List<BulkColumn> other) {
        List<BulkColumn> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static final int ROWS_AT_ONCE = 500;

    static List<Value> insertGiving(Tx tx, String table, List<BulkColumn> columns, List<List<Value>> rows, String given)
            throws SQLException {
        Dialect dialect = tx.dialect();
        List<Value> values = new ArrayList<>(rows.size());
        int most = Math.max(1, Math.min(ROWS_AT_ONCE, dialect.maxParameters() / Math.max(1, columns.size())));
        for (List<List<Value>> part : Parts.of(rows, most)) {
            String row = columns.isEmpty() ? "(default)" : "(" + Tx.marks(columns.size()) + ")";
            String sql = "insert into %s (%s) values %s returning %s"
                    .formatted(
                            dialect.table(table),
                            columns.isEmpty() ? dialect.quote(given) : names(dialect, columns),
                            String.join(",", Collections.nCopies(part.size(), row)),
                            dialect.quote(given));
            try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
                int index = 1;
                for (List<Value> of : part) {
                    for (int i = 0; i < columns.size(); i++) {
                        dialect.bind(
                                statement, index++, of.get(i), columns.get(i).kind());
                    }
                }
                try (ResultSet gave = statement.executeQuery()) {
                    while (gave.next()) {
                        values.add(Value.of(gave.getString(1)));
                    }
                }
            }
        }
        return values;
    }

    static List<Value> idsAhead(Tx tx, String table, String column, int count) throws SQLException {
        Dialect dialect = tx.dialect();
        String sql = "select coalesce(max(%s), 0) from %s".formatted(dialect.quote(column), dialect.table(table));
        long last = tx.first(sql, row -> row.getLong(1)).orElse(0L);
        return LongStream.rangeClosed(last + 1, last + count)
                .mapToObj(id -> Value.of(Long.toString(id)))
                .toList();
    }

    /** The rows as a source of cells. */
    static RowStream source(List<BulkColumn> columns, List<List<Value>> rows) {
        Iterator<List<Value>> left = rows.iterator();
        return cells -> {
            if (!left.hasNext()) {
                return false;
            }
            List<Value> row = left.next();
            for (int i = 0; i < columns.size(); i++) {
                FieldKind kind = columns.get(i).kind();
                if (kind == FieldKind.BINARY && !row.get(i).isNull()) {
                    Canonical.check(row.get(i).text(), kind);
                }
                CellValues.write(cells, i, row.get(i), kind);
            }
            return true;
        };
    }

    static void insert(Tx tx, String table, List<BulkColumn> columns, RowStream rows) throws SQLException {
        String sql = insertion(tx.dialect(), table, columns);
        Cells cells = new Cells(columns.size());
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            int waiting = 0;
            while (rows.next(cells)) {
                for (int i = 0; i < columns.size(); i++) {
                    FieldKind kind = columns.get(i).kind();
                    tx.dialect().bind(statement, i + 1, CellValues.read(cells, i, kind), kind);
                }
                statement.addBatch();
                if (++waiting == 1000) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }

    static String insertion(Dialect dialect, String table, List<BulkColumn> columns) {
        return "insert into %s (%s) values (%s)"
                .formatted(dialect.table(table), names(dialect, columns), Tx.marks(columns.size()));
    }

    static void scan(Tx tx, String sql, List<FieldKind> kinds, List<Object> arguments, RowSink sink)
            throws SQLException {
        Cells cells = new Cells(kinds.size());
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            tx.bind(statement, arguments.toArray());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    for (int i = 0; i < kinds.size(); i++) {
                        CellValues.write(cells, i, tx.dialect().read(row, i + 1, kinds.get(i)), kinds.get(i));
                    }
                    if (!sink.take(cells)) {
                        return;
                    }
                }
            }
        }
    }

    static void execute(Tx tx, String sql, List<BulkColumn> columns, List<List<Value>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            int waiting = 0;
            for (List<Value> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    tx.dialect()
                            .bind(statement, i + 1, row.get(i), columns.get(i).kind());
                }
                statement.addBatch();
                if (++waiting == 1000) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }
}
