package dev.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A kind of database that Parley works with. Its server is started when the first database is asked for, serves
 * everything in this JVM, and is stopped and removed when the JVM ends.
 */
public enum Engine {
    SQLITE,
    POSTGRESQL,
    MARIADB;

    /** A fresh, empty database, which is dropped when it is closed. */
    public TestDatabase newDatabase() {
        return newDatabase(Durability.NONE);
    }

    /** The same on a server whose commits wait for that. */
    public TestDatabase newDatabase(Durability durability) {
        try {
            return Server.of(this, durability).newDatabase();
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a test database on " + this, e);
        }
    }

    /** Another one, so that each is paired with one that differs. */
    public Engine other() {
        return switch (this) {
            case SQLITE -> POSTGRESQL;
            case POSTGRESQL -> MARIADB;
            case MARIADB -> SQLITE;
        };
    }

    /** Where the programs of its server are unpacked, once a first database was made; for engines that have any. */
    public Path programs() {
        try {
            return Folder.shared(name().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("looking for the programs of " + this, e);
        }
    }
}
