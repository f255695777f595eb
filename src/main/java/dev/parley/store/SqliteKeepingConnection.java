package dev.parley.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection to SQLite that keeps the statements that were prepared and closed, and hands them out again for the same words, as the drivers of the
 * other databases do by themselves. SQLite compiles one anew by itself where the tables have changed meanwhile. Not for several threads at once.
 */
final class SqliteKeepingConnection extends JDBC4Connection {

    private static final int MOST = 300;

    /** The statements that nobody uses, those that were used longest ago first. */
    private final Map<String, Kept> idle = new LinkedHashMap<>();

    SqliteKeepingConnection(String url, String file, Properties settings) throws SQLException {
        super(url, file, settings);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        Kept known = idle.remove(sql);
        Kept given = known == null ? new Kept(this, sql) : known;
        given.lent = true;
        return given;
    }

    /** Takes back a statement; gives one that is then one too many. */
    private Optional<Kept> keep(Kept statement) {
        Kept same = idle.put(statement.words, statement);
        if (same != null) {
            return Optional.of(same);
        }
        return idle.size() > MOST
                ? Optional.of(idle.remove(idle.keySet().iterator().next()))
                : Optional.empty();
    }

    /** A statement that closing makes as good as new. */
    private static final class Kept extends JDBC4PreparedStatement {

        private final SqliteKeepingConnection owner;
        private final String words;
        private boolean lent;

        Kept(SqliteKeepingConnection owner, String words) throws SQLException {
            super(owner, words);
            this.owner = owner;
            this.words = words;
        }

        @Override
        public void close() throws SQLException {
            if (!lent) {
                return;
            }
            lent = false;
            if (owner.isClosed()) {
                end();
                return;
            }
            rs.close();
            clearBatch();
            clearParameters();
            clearWarnings();
            Optional<Kept> surplus = owner.keep(this);
            if (surplus.isPresent()) {
                surplus.get().end();
            }
        }

        private void end() throws SQLException {
            super.close();
        }
    }
}
