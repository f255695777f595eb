package dev.parley.store;

import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
