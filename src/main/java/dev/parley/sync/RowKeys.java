package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.UuidTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How a row is named in a where: by its local id, else by its uuid column, else by the key of its table. */
final class RowKeys {

    private final Work work;

    RowKeys(Work work) {
        this.work = work;
    }

    /** The columns that name a row of the object. */
    List<BulkColumn> columns(CatalogueObject object) {
        if (object.idColumn().isPresent()) {
            return List.of(new BulkColumn(object.idColumn().get(), FieldKind.INTEGER));
        }
        if (object.identity() instanceof Identity.UuidColumn uuid) {
            return List.of(new BulkColumn(uuid.column(), FieldKind.TEXT));
        }
        List<BulkColumn> columns = new ArrayList<>();
        if (object.scope() instanceof Scope.Column business) {
            columns.add(new BulkColumn(business.column(), FieldKind.INTEGER));
        }
        for (String key : object.keyFields()) {
            columns.add(new BulkColumn(key, object.field(key).orElseThrow().kind()));
        }
        return columns;
    }

    /** The values of those columns for the row. */
    List<Value> values(CatalogueObject object, Row row) throws SQLException {
        if (object.idColumn().isPresent()) {
            return List.of(row.id());
        }
        if (object.identity() instanceof Identity.UuidColumn) {
            return List.of(Value.of(row.uuid().toString()));
        }
        List<Value> values = new ArrayList<>();
        if (object.scope() instanceof Scope.Column) {
            values.add(Value.of(Long.toString(work.business().orElseThrow().id())));
        }
        for (String key : object.keyFields()) {
            Field field = object.field(key).orElseThrow();
            values.add(work.local.of(field, row.fields()).orElse(Value.NULL));
        }
        return values;
    }

    /** Deletes the row. */
    void delete(CatalogueObject object, Row row) throws SQLException {
        delete(object, List.of(values(object, row)));
    }

    /** Deletes the rows that these values of {@link #columns} name. */
    void delete(CatalogueObject object, List<List<Value>> rows) throws SQLException {
        work.tx.dialect().delete(work.tx, object.table(), columns(object), rows);
        if (object.identity() instanceof Identity.Beside) {
            UuidTable.of(object)
                    .remove(work.tx, rows.stream().map(row -> row.get(0)).toList());
        }
    }
}
