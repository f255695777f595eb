package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Aliases;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.store.RecordRows.Row;
import dev.parley.sync.Children.Child;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Makes two records again of what a map had made one. Each is what the changes under its own uuid say: those that were made while they were one
 * stand under the lesser, and stay with it. What referred to the one refers to what its own log names. Records that are known by a key which holds
 * one of the uuids come apart with them.
 */
final class Splitting {

    private final Work work;
    private final Joining joining;

    Splitting(Work work, Joining joining) {
        this.work = work;
        this.joining = joining;
    }

    /**
     * Takes in that two uuids name two records, whether they had been mapped here or not.
     *
     * @param overTheLink whether it came over the link
     */
    void split(CatalogueObject object, Change unmap, boolean overTheLink) throws SQLException {
        String name = object.name();
        if (!joining.areApart(unmap)) {
            work.append(unmap, work.scope.owner(object), overTheLink);
        }
        UUID canonical = work.maps.canonical(name, unmap.record());
        joining.touchBoth(object, unmap);
        if (!canonical.equals(work.maps.canonical(name, Derived.aliasOf(unmap)))) {
            return;
        }
        List<UUID> names = work.maps.names(name, canonical);
        Aliases now = new Aliases(
                Objects.requireNonNull(work.histories(name, List.of(canonical)).get(canonical)));
        Set<UUID> records = new HashSet<>();
        names.forEach(each -> records.add(now.canonical(each)));
        if (records.size() == 1) {
            // Other maps hold them together still.
            return;
        }
        children(object, names, now);
        work.maps.split(name, names, now::canonical);
        for (UUID record : records) {
            joining.touch(object, record);
            work.markWhole(name, record, work.scope.owner(object));
        }
        work.ids.forget(name);
        keyed(object, names);
    }

    /**
     * A row known by a key that holds the local id of the row which both records had: if it may be another record's by that from now on, it
     * goes, and what the log has of either is written anew.
     */
    private void move(Doubles.Keyed keyed, List<UUID> names, Aliases now) throws SQLException {
        CatalogueObject object = keyed.object();
        Field field = object.field(keyed.field()).orElseThrow();
        UUID refersTo = now.canonical(keyed.target().uuid());
        UUID record = new KeyedUuids(work).of(object, keyed.row().fields(), field, refersTo);
        boolean mapped = work.maps.names(object.name(), keyed.row().uuid()).size() > 1;
        if (mapped || !record.equals(keyed.row().uuid())) {
            boolean applying = work.tx.applying(true);
            new RowKeys(work).delete(object, keyed.row());
            work.tx.applying(applying);
        }
        // The row may have stood for any of them, if their maps were undone before.
        for (UUID name : names) {
            joining.touch(object, new KeyedUuids(work).of(object, keyed.row().fields(), field, name));
        }
    }

    /** What refers to one of the rows is written anew; of what nobody has touched yet the log says first to which it referred. */
    private void children(CatalogueObject object, List<UUID> names, Aliases now) throws SQLException {
        if (!object.hasUuids()) {
            return;
        }
        List<Row> rows = work.lock(object, names);
        for (Row row : rows) {
            work.makeExplicit(object, row);
        }
        for (Child child : new Children(work).of(object, rows)) {
            work.makeExplicit(child.object(), child.row());
            joining.touch(child.object(), child.row().record());
        }
        for (Doubles.Keyed keyed : new Doubles(work).keyed(object, rows)) {
            move(keyed, names, now);
        }
    }

    /**
     * Undoes maps of a record known by key that another site made since what their keys hold is one there. Here it was said that these are two, of which
     * that site may not have heard yet, or never will.
     *
     * @param came changes of the record that are not in the log yet
     */
    void keyed(CatalogueObject object, UUID record, Collection<Change> came) throws SQLException {
        undo(object, new KeyedMaps(work, joining).untrue(object, record, came));
    }

    /** Undoes the maps that followed from the one that is undone. */
    private void keyed(CatalogueObject target, List<UUID> targets) throws SQLException {
        KeyedMaps maps = new KeyedMaps(work, joining);
        for (Referrer referrer : work.catalogue.referrers(target.name())) {
            CatalogueObject object = referrer.object();
            if (object.keyFields().contains(referrer.field().name())) {
                undo(object, maps.following(object, referrer.field(), targets));
            }
        }
    }

    private void undo(CatalogueObject object, List<Change> unmaps) throws SQLException {
        for (Change unmap : unmaps) {
            if (!joining.areApart(unmap)) {
                split(object, unmap, false);
            }
        }
    }
}
