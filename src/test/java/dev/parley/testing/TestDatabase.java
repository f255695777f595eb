package dev.parley.testing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database of its own for one test. Its user owns it and is no superuser, as where the product runs.
 *
 * @param keeper what its server does with it as a whole
 */
public record TestDatabase(Engine engine, String name, String jdbcUrl, String user, String password, Keeper keeper)
        implements AutoCloseable {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** Keeps what the database is now. Nobody is connected. */
    public void backUp() {
        run("back up", keeper::backUp);
    }

    /** Puts the database back to what it was when it was last backed up. Nobody is connected. */
    public void restore() {
        run("restore", keeper::restore);
    }

    @Override
    public void close() {
        run("drop", keeper::drop);
    }

    private void run(String what, Step step) {
        try {
            step.run();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("cannot %s %s on %s".formatted(what, name, engine), e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException, IOException;
    }

    /** What can be done with a database as a whole. */
    interface Keeper {
        /** Removes the database and its backup, whoever is still connected. */
        void drop() throws SQLException, IOException;

        /** Backs it up, as people do who run that engine. */
        void backUp() throws SQLException, IOException;

        /** Puts it back to its backup. */
        void restore() throws SQLException, IOException;
    }
}
