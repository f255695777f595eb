package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Two rows of one record become one: the one whose uuid comes first stays, and what referred to the other refers to it from then on. There are
 * two where records are joined that both have one, and where an application enters a record under another of its uuids.
 */
final class Doubles {

    private final Work work;

    Doubles(Work work) {
        this.work = work;
    }

    /** A row of an object that is known by a key which holds a reference to one of the rows. */
    record Keyed(CatalogueObject object, String field, Row target, Row row) {}

    /** What is known by a key that holds a reference to one of these rows. */
    List<Keyed> keyed(CatalogueObject object, List<Row> rows) throws SQLException {
        List<Keyed> found = new ArrayList<>();
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty()) {
            return found;
        }
        for (Referrer referrer : work.catalogue.referrers(object.name())) {
            if (!referrer.object().keyFields().contains(referrer.field().name())) {
                continue;
            }
            for (Row row : rows) {
                String field = referrer.field().name();
                for (Row child : work.rows.matching(
                        referrer.object(), business.get(), List.of(field), List.of(List.of(row.id())))) {
                    found.add(new Keyed(referrer.object(), field, row, child));
                }
            }
        }
        return found;
    }

    /** Makes one row of these; gives the derived uuids of join rows that would stand twice and were dropped. */
    Set<UUID> merge(CatalogueObject object, List<Row> rows, List<Keyed> keyed, UUID canonical) throws SQLException {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> Uuids.ORDER.compare(a.uuid(), b.uuid()));
        Row stays = sorted.get(0);
        Set<UUID> dropped = new HashSet<>();
        boolean before = work.tx.applying(true);
        for (Row goes : sorted.subList(1, sorted.size())) {
            drop(stays, goes, keyed, canonical, dropped);
            for (Referrer referrer : work.catalogue.referrers(object.name())) {
                BulkColumn column = new BulkColumn(referrer.field().name(), FieldKind.INTEGER);
                work.tx
                        .dialect()
                        .update(
                                work.tx,
                                referrer.object().table(),
                                List.of(column),
                                List.of(column),
                                List.of(List.of(stays.id(), goes.id())));
            }
            repoint(object, goes, stays);
            new HistoryWriter(work)
                    .rowBecame(object, goes.id().text(), stays.id().text());
            new RowKeys(work).delete(object, goes);
        }
        work.tx.applying(before);
        work.ids.forget(object.name());
        return dropped;
    }

    /** What refers to the one row by a field whose object another field names refers to the other from then on. */
    private void repoint(CatalogueObject target, Row goes, Row stays) throws SQLException {
        for (CatalogueObject referrer : work.catalogue.objects()) {
            for (Field field : referrer.named()) {
                BulkColumn column = new BulkColumn(field.name(), field.kind());
                BulkColumn naming = new BulkColumn(field.namedIn().orElseThrow(), FieldKind.TEXT);
                List<Value> row = List.of(stays.id(), Value.of(target.name()), goes.id());
                work.tx
                        .dialect()
                        .update(work.tx, referrer.table(), List.of(column), List.of(naming, column), List.of(row));
            }
        }
    }

    /** The rows by record; where a record has several, they become one first. */
    Map<UUID, Row> single(CatalogueObject object, List<Row> rows) throws SQLException {
        Map<UUID, List<Row>> byRecord = new HashMap<>();
        rows.forEach(row -> byRecord.computeIfAbsent(row.record(), record -> new ArrayList<>())
                .add(row));
        Map<UUID, Row> single = new HashMap<>();
        for (Map.Entry<UUID, List<Row>> of : byRecord.entrySet()) {
            List<Row> left = of.getValue();
            if (left.size() > 1) {
                merge(object, left, keyed(object, left), of.getKey());
                left = work.rows.byUuid(object, left.stream().map(Row::uuid).toList());
            }
            single.put(of.getKey(), left.get(0));
        }
        return single;
    }

    private void drop(Row stays, Row goes, List<Keyed> keyed, UUID canonical, Set<UUID> dropped) throws SQLException {
        Set<UUID> kept = new HashSet<>();
        for (Keyed child : keyed) {
            if (child.target().equals(stays)) {
                kept.add(derived(work, child, canonical));
            }
        }
        for (Keyed child : keyed) {
            if (child.target().equals(goes) && !kept.add(derived(work, child, canonical))) {
                work.makeExplicit(child.object(), child.row());
                new RowKeys(work).delete(child.object(), child.row());
                dropped.add(child.row().record());
            }
        }
    }

    /** The uuid of what is known by key, once it refers to that record. */
    static UUID derived(Work work, Keyed child, UUID canonical) {
        Map<String, Value> fields = new HashMap<>(child.row().fields());
        fields.put(child.field(), Value.of(canonical.toString()));
        List<Value> key = child.object().keyFields().stream().map(fields::get).toList();
        return Derived.keyed(child.object().name(), work.scope.business(), key);
    }
}
