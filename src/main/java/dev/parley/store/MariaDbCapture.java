package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Schema;
import java.sql.Connection;
import java.util.List;

/** Capture. */
final class MariaDbCapture implements Dialect.CaptureSql {
    @Override
    public List<String> install(CatalogueObject object, Schema schema, CaptureNames names) {
        return List.of();
    }

    @Override
    public List<String> remove(String table, CaptureNames names) {
        return List.of();
    }

    @Override
    public List<String> triggers(Connection connection, String table) {
        return List.of();
    }
}
