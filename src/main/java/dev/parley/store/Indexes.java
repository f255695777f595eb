package dev.parley.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the driver for the indexes of a table. */
final class Indexes {

    private Indexes() {}

    /** The name of one that begins with the column. Parley's own tables are not asked for: they lie in the order in which they are read. */
    static Optional<String> startingWith(Tx tx, String table, String column) throws SQLException {
        if (SchemaReader.isOwn(table)) {
            return Optional.empty();
        }
        Connection connection = tx.connection();
        try (ResultSet index =
                connection.getMetaData().getIndexInfo(connection.getCatalog(), null, table, false, true)) {
            while (index.next()) {
                boolean first = index.getShort("ORDINAL_POSITION") <= 1;
                if (first && column.equalsIgnoreCase(index.getString("COLUMN_NAME"))) {
                    return Optional.of(index.getString("INDEX_NAME"));
                }
            }
            return Optional.empty();
        }
    }

    /** Whether one says that no two rows have the same value of the column. */
    static boolean isUnique(Tx tx, String table, String column) throws SQLException {
        Connection connection = tx.connection();
        Map<String, List<String>> unique = new HashMap<>();
        try (ResultSet index =
                connection.getMetaData().getIndexInfo(connection.getCatalog(), null, table, true, true)) {
            while (index.next()) {
                if (!index.getBoolean("NON_UNIQUE")) {
                    unique.computeIfAbsent(String.valueOf(index.getString("INDEX_NAME")), name -> new ArrayList<>())
                            .add(String.valueOf(index.getString("COLUMN_NAME")));
                }
            }
        }
        return unique.values().stream()
                .anyMatch(columns -> columns.size() == 1 && columns.get(0).equalsIgnoreCase(column));
    }
}
