package dev.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code insert … select} from an attached database, in one transaction. */
final class SqliteFloor implements Floor {

    @Override
    public String what() {
        return "insert … select";
    }

    @Override
    public void copy(BenchDatabase from, BenchDatabase to) throws SQLException {
        try (Connection connection = to.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma foreign_keys = on");
            statement.execute("attach '" + from.jdbcUrl().substring("jdbc:sqlite:".length()) + "' as source");
            statement.execute("begin immediate");
            for (String table : BenchTables.NAMES) {
                statement.execute("insert into main." + table + " select * from source." + table);
            }
            statement.execute("commit");
            statement.execute("detach source");
        }
    }
}
