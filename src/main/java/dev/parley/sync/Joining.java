package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes two uuids name one record. Where both have a row, the rows become one: what refers to the one refers to the other from then on.
 * Records that are known by a key which holds one of the uuids get another derived uuid by this: they are joined in turn.
 */
final class Joining {

    private final Work work;
    private final HeldKeys held;
    private final Set<String> touched = new HashSet<>();

    Joining(Work work) {
        this.work = work;
        this.held = new HeldKeys(work);
    }

    /** {@code object uuid} of every record that was joined or came apart: its state is to be computed anew. */
    Set<String> touched() {
        return touched;
    }

    /** Has the record's state computed anew. */
    void touch(CatalogueObject object, UUID record) {
        touched.add(name(object.name(), record));
    }

    /** Has the state of both records computed anew of which that was said, with what their rows stood for until then. */
    void touchBoth(CatalogueObject object, Change naming) throws SQLException {
        List<UUID> both = List.of(naming.record(), Derived.aliasOf(naming));
        work.maps.keepApart(object.name(), both);
        for (UUID record : both) {
            if (object.hasUuids()) {
                for (Row row : rows(object, record, record)) {
                    work.makeExplicit(object, row);
                }
            }
            touch(object, record);
        }
    }

    /** Whether this was said already, so that no map makes these two one any more. */
    boolean areApart(Change unmap) throws SQLException {
        return work.isNoted(unmap) || !work.log.held(List.of(unmap.uuid())).isEmpty();
    }

    /** Whether nobody has made a map of the two, nor undone it. */
    boolean isOpen(CatalogueObject object, UUID one, UUID other) throws SQLException {
        Change map = Derived.map(object.name(), one, other);
        return work.log.held(List.of(map.uuid())).isEmpty() && !areApart(Derived.unmap(object.name(), one, other));
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
        if (areApart(Derived.unmap(object.name(), change.record(), Derived.aliasOf(change)))) {
            touchBoth(object, change);
            return;
        }
        UUID a = work.maps.canonical(object.name(), one);
        UUID b = work.maps.canonical(object.name(), other);
        if (a.equals(b)) {
            touched.add(name(object.name(), a));
            return;
        }
        List<Row> rows = object.hasUuids() ? rows(object, a, b) : List.of();
        for (Row row : rows) {
            work.makeExplicit(object, row);
        }
        Doubles doubles = new Doubles(work);
        List<Doubles.Keyed> keyed = doubles.keyed(object, rows);
        work.maps.join(object.name(), a, b);
        UUID canonical = work.maps.canonical(object.name(), a);
        touched.add(name(object.name(), canonical));
        if (object.isShared()) {
            // Where one of them was with the business and the other was not, what was made of the other went over no
            // link.
            work.markWhole(object.name(), canonical, work.scope.owner(object));
        }
        UUID gone = canonical.equals(a) ? b : a;
        forget(object, gone, canonical);
        Set<UUID> dropped = rows.size() > 1 ? doubles.merge(object, rows, keyed, canonical) : Set.of();
        for (Doubles.Keyed child : keyed) {
            rekey(child, canonical, dropped);
        }
        rekeyHeld(object, canonical);
        work.ids.forget(object.name());
    }

    private List<Row> rows(CatalogueObject object, UUID a, UUID b) throws SQLException {
        Set<UUID> names = new HashSet<>(work.maps.names(object.name(), a));
        names.addAll(work.maps.names(object.name(), b));
        return work.lock(object, names);
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

    private void rekey(Doubles.Keyed child, UUID canonical, Set<UUID> dropped) throws SQLException {
        UUID old = child.row().uuid();
        UUID now = Doubles.derived(work, child, canonical);
        boolean known = dropped.contains(child.row().record())
                || !work.index
                        .find(child.object().name(), List.of(child.row().record()))
                        .isEmpty();
        if (!old.equals(now) && known) {
            rekey(child.object(), old, now);
        }
    }

    private void rekeyHeld(CatalogueObject object, UUID canonical) throws SQLException {
        for (Referrer referrer : work.catalogue.referrers(object.name())) {
            CatalogueObject child = referrer.object();
            String field = referrer.field().name();
            if (!child.keyFields().contains(field)) {
                continue;
            }
            for (HeldKeys.Held one : held.referring(child, field, object.name(), canonical)) {
                UUID now = new KeyedUuids(work).of(child, one.fields());
                if (!work.maps.canonical(child.name(), now).equals(work.maps.canonical(child.name(), one.record()))) {
                    rekey(child, one.record(), now);
                }
            }
        }
    }

    private void rekey(CatalogueObject object, UUID old, UUID now) throws SQLException {
        if (isOpen(object, old, now)) {
            join(object, old, now, Derived.map(object.name(), old, now), false);
        }
    }
}
