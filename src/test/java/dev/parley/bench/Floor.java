package dev.parley.bench;

import dev.parley.testing.Engine;

/** The quickest way that an engine itself has of copying rows from one database to another, into tables with their indexes and keys. */
interface Floor {

    /** What it is, in a few words. */
    String what();

    /** Copies all rows into the other's empty tables. */
    void copy(BenchDatabase from, BenchDatabase to) throws Exception;

    /** The engine's own. */
    static Floor of(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> new PostgresqlFloor();
            case MARIADB -> new MariadbFloor();
            case SQLITE -> new SqliteFloor();
        };
    }
}
