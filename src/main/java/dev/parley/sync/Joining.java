package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.store.RecordIndex.Touched;
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
 * Makes two uuids name one record. Where both have a row, the rows become one: what refers to the one refers to the other from then on.
 * Records that are known by a key which holds one of the uuids get another derived uuid by this: they are joined in turn.
 */
final class Joining {

    private final Work work;
    private final Set<String> touched = new HashSet<>();

    Joining(Work work) {
        this.work = work;
    }

    /** {@code object uuid} of every record that was joined, by its canonical uuid: its state is to be computed anew. */
    Set<String> touched() {
        return touched;
    }

    /** How a joined record stands in {@link #touched}. */
    static String name(String object, UUID record) {
        return object + " " + record;
    }

    /**
     * Joins two records.
     *
     * @param change the map, which goes to the log unless it is held already
     * @param overTheLink whether it came over the link
     */
    void join(CatalogueObject object, UUID one, UUID other, Change change, boolean overTheLink) throws SQLException {
        work.append(change, work.scope.owner(object), overTheLink);
        UUID a = work.maps.canonical(object.name(), one);
        UUID b = work.maps.canonical(object.name(), other);
        if (a.equals(b)) {
            touched.add(name(object.name(), a));
            return;
        }
        List<Row> rows = object.identity() instanceof Identity.UuidColumn ? rows(object, a, b) : List.of();
        for (Row row : rows) {
            makeExplicit(object, row);
        }
        List<Keyed> keyed = keyed(object, rows);
        work.maps.join(object.name(), a, b);
        UUID canonical = work.maps.canonical(object.name(), a);
        touched.add(name(object.name(), canonical));
        UUID gone = canonical.equals(a) ? b : a;
        forget(object, gone, canonical);
        Set<UUID> dropped = rows.size() > 1 ? merge(object, rows, keyed, canonical) : Set.of();
        for (Keyed child : keyed) {
            rekey(child, canonical, dropped);
        }
        work.ids.forget(object.name());
    }

    private List<Row> rows(CatalogueObject object, UUID a, UUID b) throws SQLException {
        Set<UUID> names = new HashSet<>(work.maps.names(object.name(), a));
        names.addAll(work.maps.names(object.name(), b));
        work.lock(object, names);
        return new ArrayList<>(work.rows.byUuid(object, names));
    }

    /** An untouched row's baseline goes to the log before its record becomes part of another, and is sent with the whole. */
    private void makeExplicit(CatalogueObject object, Row row) throws SQLException {
        if (!work.index.find(object.name(), List.of(row.record())).isEmpty()) {
            return;
        }
        Change baseline = row.baseline(object);
        if (work.log.held(List.of(baseline.uuid())).isEmpty()) {
            work.append(baseline, work.scope.owner(object), false);
        }
        work.markWhole(object.name(), row.record(), work.scope.owner(object));
    }

    /** What is known of the two records becomes what is known of the one; it is computed anew from the log afterwards. */
    private void forget(CatalogueObject object, UUID gone, UUID canonical) throws SQLException {
        Map<UUID, Touched> known = work.index.find(object.name(), List.of(gone, canonical));
        Touched old = known.get(gone);
        if (old != null) {
            work.index.forget(object.name(), gone);
            if (!known.containsKey(canonical)) {
                work.index.save(
                        List.of(new Touched(
                                object.name(),
                                canonical,
                                old.business(),
                                old.version(),
                                old.heads(),
                                old.newest(),
                                old.state(),
                                old.incomplete(),
                                old.localId())),
                        Set.of());
            }
        }
        work.waiting.rename(object.name(), gone, canonical);
    }

    /** A row of an object that is known by a key which holds a reference to a joined record. */
    private record Keyed(CatalogueObject object, String field, Row row) {}

    private List<Keyed> keyed(CatalogueObject object, List<Row> rows) throws SQLException {
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
                    found.add(new Keyed(referrer.object(), field, child));
                }
            }
        }
        return found;
    }

    /** Two rows become one: the one whose uuid comes first stays. Gives the derived uuids of join rows that would stand twice and were dropped. */
    private Set<UUID> merge(CatalogueObject object, List<Row> rows, List<Keyed> keyed, UUID canonical)
            throws SQLException {
        rows.sort((a, b) -> Uuids.ORDER.compare(a.uuid(), b.uuid()));
        Row stays = rows.get(0);
        Set<UUID> dropped = new HashSet<>();
        work.tx.applying(true);
        for (Row goes : rows.subList(1, rows.size())) {
            dropDoubles(stays, goes, keyed, canonical, dropped);
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
            BulkColumn id = new BulkColumn(object.idColumn().orElseThrow(), FieldKind.INTEGER);
            work.tx.dialect().delete(work.tx, object.table(), List.of(id), List.of(List.of(goes.id())));
        }
        work.tx.applying(false);
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

    private void dropDoubles(Row stays, Row goes, List<Keyed> keyed, UUID canonical, Set<UUID> dropped)
            throws SQLException {
        Map<UUID, Keyed> kept = new HashMap<>();
        for (Keyed child : keyed) {
            if (pointsTo(child, stays)) {
                kept.put(derived(child, canonical), child);
            }
        }
        for (Keyed child : keyed) {
            if (pointsTo(child, goes) && kept.containsKey(derived(child, canonical))) {
                makeExplicit(child.object(), child.row());
                new RowKeys(work).delete(child.object(), child.row());
                dropped.add(child.row().record());
            }
        }
    }

    private static boolean pointsTo(Keyed child, Row row) {
        Value target = child.row().fields().getOrDefault(child.field(), Value.NULL);
        return target.text().equals(row.record().toString())
                || target.text().equals(row.uuid().toString());
    }

    private UUID derived(Keyed child, UUID canonical) {
        Map<String, Value> fields = new HashMap<>(child.row().fields());
        fields.put(child.field(), Value.of(canonical.toString()));
        List<Value> key = child.object().keyFields().stream().map(fields::get).toList();
        return Derived.keyed(child.object().name(), work.scope.business(), key);
    }

    private void rekey(Keyed child, UUID canonical, Set<UUID> dropped) throws SQLException {
        UUID old = child.row().uuid();
        UUID now = derived(child, canonical);
        boolean known = dropped.contains(child.row().record())
                || !work.index
                        .find(child.object().name(), List.of(child.row().record()))
                        .isEmpty();
        if (!old.equals(now) && known) {
            Change map = Derived.map(child.object().name(), old, now);
            if (work.log.held(List.of(map.uuid())).isEmpty()) {
                join(child.object(), old, now, map, false);
            }
        }
    }
}
