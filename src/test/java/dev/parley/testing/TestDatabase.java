package dev.parley.testing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database of its own for one test. Its user owns it and is no superuser, as where the product runs.
 *
 * @param drop removes the database, whoever is still connected
 */
public record TestDatabase(Engine engine, String name, String jdbcUrl, String user, String password, Drop drop)
        implements AutoCloseable {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    @Override
    public void close() {
        try {
            drop.run();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("cannot drop " + name + " on " + engine, e);
        }
    }

    /** How a database goes. */
    @FunctionalInterface
    public interface Drop {
        void run() throws SQLException, IOException;
    }
}
