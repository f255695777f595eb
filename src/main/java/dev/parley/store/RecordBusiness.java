package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the business of a record that is here, by its row. */
final class RecordBusiness {

    private final Tx tx;
    private final Catalogue catalogue;
    private final UuidMaps maps;

    RecordBusiness(Tx tx, Catalogue catalogue, UuidMaps maps) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.maps = maps;
    }

    /** The business of the record with a uuid column; empty where there is no such row, or it has none. */
    Optional<UUID> of(CatalogueObject object, UUID record) throws SQLException {
        if (object.scope() instanceof Scope.Self) {
            return Optional.of(record);
        }
        if (object.scope() instanceof Scope.Whole) {
            return new Businesses(tx, catalogue).uuid(Businesses.WHOLE);
        }
        List<UUID> names = maps.names(object.name(), record);
        if (object.scope() instanceof Scope.Column business) {
            Optional<Long> id = column(object, business.column(), names);
            return id.isEmpty() ? Optional.empty() : new Businesses(tx, catalogue).uuid(id.get());
        }
        if (object.scope() instanceof Scope.Through through) {
            Field field = object.field(through.field()).orElseThrow();
            for (RecordRows.Row row : new RecordRows(tx, catalogue, maps).byUuid(object, names)) {
                Value parent = row.fields().getOrDefault(field.name(), Value.NULL);
                if (!parent.isNull()) {
                    return of(
                            catalogue.require(field.reference().orElseThrow().target()),
                            UUID.fromString(parent.text()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Long> column(CatalogueObject object, String column, List<UUID> names) throws SQLException {
        RowSource rows = RowSource.of(tx.dialect(), object, "t");
        return tx.first(
                "select %s from %s where %s in (%s)"
                        .formatted(rows.column(column), rows.from(), rows.uuid(), Tx.marks(names.size())),
                row -> row.getLong(1),
                names.toArray());
    }
}
