package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import java.sql.SQLException;
import java.util.List;

/** Stub. */
public final class Capture {
    List<Captured> read(Tx tx, CatalogueObject object, int limit) throws SQLException {
        return List.of();
    }

    void discard(Tx tx, CatalogueObject object, List<Captured> events) throws SQLException {}

    boolean pending(Tx tx, CatalogueObject object) throws SQLException {
        return false;
    }
}
