package dev.parley.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives connections that the dialect has set up. */
final class PreparedSource implements DataSource {

    /** Opens a connection. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    private final Opener opener;
    private final Dialect dialect;
    private volatile int loginTimeout;

    PreparedSource(Opener opener, Dialect dialect) {
        this.opener = opener;
        this.dialect = dialect;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = opener.open();
        try {
            dialect.prepare(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is set where the database is opened");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // The drivers log by themselves.
    }

    /** Is kept for whoever asks: the dialect's driver settings are what holds. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no java.util.logging here");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no " + type + " within");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
