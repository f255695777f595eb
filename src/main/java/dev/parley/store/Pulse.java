package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database, many times a second and at next to no cost, whether anything happened: whoever writes to it pays nothing for that. Holds a
 * connection of its own. Not for use by several threads.
 */
public final class Pulse implements AutoCloseable {

    /** After so many questions the one about the capture tables is put together anew, since others may have been installed. */
    private static final int RENEWED_AFTER = 500;

    private final Database database;
    private final Catalogue catalogue;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement sign;
    private @Nullable PreparedStatement question;
    private String signed = "";
    private int asked;

    /** Of that database. */
    public Pulse(Database database, Catalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    /**
     * What there is.
     *
     * @param captured whether something waits to be taken in
     * @param end where the feed ends
     */
    public record Beat(boolean captured, long end) {}

    /**
     * What there is now; empty where nobody has committed anything since this was asked before.
     *
     * @throws StoreException if the database is away; the next call tries again
     */
    public Optional<Beat> ask() {
        boolean held = connection != null;
        try {
            return answer();
        } catch (SQLException e) {
            close();
            if (!held) {
                throw database.unread(e);
            }
        }
        // The connection has had its time, or the tables were made anew: another one tells.
        try {
            return answer();
        } catch (SQLException e) {
            close();
            throw database.unread(e);
        }
    }

    private Optional<Beat> answer() throws SQLException {
        if (connection == null) {
            open();
        }
        return isQuiet() ? Optional.empty() : Optional.of(beat());
    }

    private void open() throws SQLException {
        Connection opened = database.connection();
        connection = opened;
        Optional<String> sql = database.dialect().signOfCommits();
        sign = sql.isPresent() ? opened.prepareStatement(sql.get()) : null;
        signed = "";
        asked = 0;
    }

    private boolean isQuiet() throws SQLException {
        PreparedStatement statement = sign;
        if (statement == null) {
            return false;
        }
        String now = "";
        try (ResultSet row = statement.executeQuery()) {
            if (row.next()) {
                now = row.getString(1);
            }
        }
        boolean same = now.equals(signed);
        signed = now;
        return same;
    }

    private Beat beat() throws SQLException {
        PreparedStatement statement = question;
        if (statement == null || ++asked > RENEWED_AFTER) {
            if (statement != null) {
                statement.close();
            }
            statement = prepare();
            question = statement;
            asked = 0;
        }
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? new Beat(row.getInt(2) == 1, row.getLong(1)) : new Beat(false, 0);
        }
    }

    private PreparedStatement prepare() throws SQLException {
        Connection open = connection;
        if (open == null) {
            throw new SQLException("the connection is closed", "08003");
        }
        String captured = Capture.isPending(new Tx(open, database.dialect()), catalogue);
        return open.prepareStatement(
                "select head, case when %s then 1 else 0 end from parley_feed where id = 1".formatted(captured));
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        sign = null;
        question = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (SQLException e) {
            // It is broken, and so is gone already.
            signed = "";
        }
    }
}
