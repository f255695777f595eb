package dev.parley.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Finds an index that begins with a column. */
final class IndexName {

    private IndexName() {}

    static Optional<String> of(Tx tx, String table, String column) throws SQLException {
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
}
