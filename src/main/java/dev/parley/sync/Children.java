package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the rows that refer to others. */
final class Children {

    private final Work work;

    Children(Work work) {
        this.work = work;
    }

    /** A row that refers to another. */
    record Child(CatalogueObject object, Row row) {}

    /** The rows of the business that refer to these rows of an object, by whatever field. */
    List<Child> of(CatalogueObject object, List<Row> rows) throws SQLException {
        List<Child> found = new ArrayList<>();
        for (Row row : rows) {
            for (Referrer referrer : work.catalogue.referrers(object.name())) {
                add(found, referrer.object(), List.of(referrer.field().name()), List.of(row.id()));
            }
            for (CatalogueObject referrer : work.catalogue.objects()) {
                for (Field field : referrer.named()) {
                    List<String> fields = List.of(field.namedIn().orElseThrow(), field.name());
                    add(found, referrer, fields, List.of(Value.of(object.name()), row.id()));
                }
            }
        }
        return found;
    }

    private void add(List<Child> found, CatalogueObject referrer, List<String> fields, List<Value> values)
            throws SQLException {
        Optional<Businesses.Business> business = work.business();
        if (business.isPresent()) {
            for (Row child : work.rows.matching(referrer, business.get(), fields, List.of(values))) {
                found.add(new Child(referrer, child));
            }
        }
    }
}
