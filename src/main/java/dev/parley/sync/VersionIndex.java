package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Scope;
import dev.parley.digest.Entry;
import dev.parley.digest.Leaves;
import dev.parley.digest.Range;
import dev.parley.digest.RecordSet;
import dev.parley.digest.Sketch;
import dev.parley.merge.Version;
import dev.parley.store.Businesses;
import dev.parley.store.ChangeLog.Mention;
import dev.parley.store.DigestIndex;
import dev.parley.store.DigestIndex.Kept;
import dev.parley.store.FeedEntry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The fingerprints of what {@link Lists} lists of an object with many records, from an index that is kept in the database. It is true at a place
 * of the feed; what the log mentions since, and what is captured and not in the log, is read anew. So it needs no trigger, misses no late commit,
 * and serves any number of processes. What happens to rows behind Parley's back it does not see.
 */
final class VersionIndex {

    /** Where so many records were mentioned since, all rows are read anew. */
    private static final int MENTIONS = 20_000;

    private static final int FEW_LEAVES = 64;
    private static final int FEED_BEHIND = 1000;

    private final Work work;
    private final Lists lists;
    private final Map<String, Kept> unsaved = new LinkedHashMap<>();

    VersionIndex(Work work, Lists lists) {
        this.work = work;
        this.lists = lists;
    }

    /** Whether an index can be kept: the records' uuids stand in the table, and whose they are in the record or its parents. */
    static boolean serves(CatalogueObject object) {
        return object.identity() instanceof Identity.UuidColumn && !object.isShared();
    }

    /** How many records are listed, as far as an index is kept; it may be a little behind. */
    Optional<Long> count(CatalogueObject object) throws SQLException {
        return kept(object).map(kept -> kept.leaves().all().count());
    }

    private Optional<Kept> kept(CatalogueObject object) throws SQLException {
        if (!serves(object)) {
            return Optional.empty();
        }
        Optional<Kept> kept =
                new DigestIndex(work.tx).find(work.scope.business().toString(), object.name());
        if (kept.isEmpty() || !kept.get().catalogue().equals(work.catalogue.digest())) {
            return Optional.empty();
        }
        FeedEntry.Place place = kept.get().place();
        return place.seq() == 0 || work.log.matches(place.seq(), place.uuid()) ? kept : Optional.empty();
    }

    /** The index as it is now; empty where none is kept. */
    Optional<Leaves> find(CatalogueObject object) throws SQLException {
        Optional<Kept> kept = kept(object);
        return kept.isPresent() ? Optional.of(upToDate(object, kept.get())) : Optional.empty();
    }

    private Leaves upToDate(CatalogueObject object, Kept kept) throws SQLException {
        Optional<Set<UUID>> mentioned = mentioned(object, kept.place().seq());
        if (mentioned.isEmpty()) {
            return make(object);
        }
        Set<UUID> dirty = mentioned.get();
        dirty.addAll(kept.unsettled());
        dirty.addAll(unsettled(object));
        FeedEntry.Place now = now();
        if (dirty.isEmpty()) {
            if (now.seq() > kept.place().seq() + FEED_BEHIND) {
                keep(object, now, kept.leaves());
            }
            return kept.leaves();
        }
        Set<UUID> names = work.maps.names(object.name(), dirty);
        List<Leaves.Leaf> stale = kept.leaves().of(names);
        if (stale.size() > Math.max(FEW_LEAVES, kept.leaves().size() / 8)) {
            return make(object);
        }
        int most = Sketch.most(kept.leaves().all().count());
        List<Leaves.Leaf> fresh = new ArrayList<>();
        for (Leaves.Leaf leaf : stale) {
            fresh.addAll(cut(object, leaf.range(), most));
        }
        Leaves leaves = kept.leaves().with(fresh);
        keep(object, now, leaves);
        return leaves;
    }

    /** The index from all rows. */
    Leaves make(CatalogueObject object) throws SQLException {
        Sketch sketch = new Sketch();
        if (object.updatedField().isPresent()) {
            stamps(object, sketch);
        } else {
            for (Entry entry : lists.within(object, Range.ALL, MENTIONS)) {
                sketch.add(entry);
            }
        }
        List<Leaves.Leaf> leaves = new ArrayList<>();
        int most = Sketch.most(sketch.count());
        for (Leaves.Leaf leaf : sketch.leaves()) {
            if (leaf.fingerprint().count() > 4L * most) {
                leaves.addAll(cut(object, leaf.range(), most));
            } else {
                leaves.add(leaf);
            }
        }
        Leaves all = new Leaves(leaves);
        keep(object, now(), all);
        return all;
    }

    private List<Leaves.Leaf> cut(CatalogueObject object, Range range, int most) throws SQLException {
        return Leaves.cut(range, lists.within(object, range, Math.max(1000, 2 * most)), most);
    }

    /** Adds what {@link Lists} lists, in one pass over the table. */
    private void stamps(CatalogueObject object, Sketch sketch) throws SQLException {
        RecordSet touched = new RecordSet();
        work.index.versions(object.name(), work.scope.owner(object), (record, version) -> {
            touched.add(record);
            sketch.add(Lists.entry(record, version));
        });
        Set<UUID> left = new HashSet<>(lists.pending(object));
        left.addAll(work.maps.all(object.name()).keySet());
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty()) {
            return;
        }
        boolean plain = left.isEmpty() && touched.size() == 0;
        work.stamps.all(object, business.get(), (uuid, updated) -> {
            if (plain || (!left.contains(uuid) && !touched.contains(uuid))) {
                sketch.add(Lists.entry(uuid, Version.untouched(updated)));
            }
        });
    }

    private FeedEntry.Place now() throws SQLException {
        return work.log
                .last(work.scope.business().toString())
                .orElse(new FeedEntry.Place(0, new UUID(0, 0), OptionalLong.empty()));
    }

    private void keep(CatalogueObject object, FeedEntry.Place place, Leaves leaves) throws SQLException {
        unsaved.put(object.name(), new Kept(work.catalogue.digest(), place, unsettled(object), leaves));
    }

    /** What was brought up to date and is worth keeping, by object. */
    Map<String, Kept> unsaved() {
        return unsaved;
    }

    /** The records that may be listed otherwise than at that place of the feed; empty where that can't be told. */
    private Optional<Set<UUID>> mentioned(CatalogueObject object, long seq) throws SQLException {
        List<CatalogueObject> line = line(object);
        List<Mention> mentions = work.log.mentions(
                seq,
                work.scope.business().toString(),
                line.stream().map(CatalogueObject::name).toList(),
                MENTIONS);
        if (mentions.size() == MENTIONS) {
            return Optional.empty();
        }
        Map<String, Set<UUID>> byObject = new LinkedHashMap<>();
        for (Mention mention : mentions) {
            if (mention.object().isEmpty() || (mention.delete() && leavesOrphans(object, mention.object()))) {
                return Optional.empty();
            }
            byObject.computeIfAbsent(mention.object(), key -> new HashSet<>()).add(mention.record());
        }
        return Optional.of(withChildren(line, byObject));
    }

    /** The records that may be listed otherwise once what is captured is in the log, or turns out to be nothing. */
    private Set<UUID> unsettled(CatalogueObject object) throws SQLException {
        List<CatalogueObject> line = line(object);
        Map<String, Set<UUID>> pending = new LinkedHashMap<>();
        for (CatalogueObject one : line) {
            pending.put(one.name(), lists.pending(one));
        }
        return withChildren(line, pending);
    }

    /** The first object's records among these, and those that belong to others among these. */
    private Set<UUID> withChildren(List<CatalogueObject> line, Map<String, Set<UUID>> byObject) throws SQLException {
        Set<UUID> dirty = new HashSet<>();
        for (int i = line.size() - 1; i >= 0; i--) {
            CatalogueObject one = line.get(i);
            Set<UUID> children = new HashSet<>(byObject.getOrDefault(one.name(), Set.of()));
            if (!dirty.isEmpty() && one.scope() instanceof Scope.Through through) {
                Field field = one.field(through.field()).orElseThrow();
                CatalogueObject parent = line.get(i + 1);
                children.addAll(work.rows.referring(one, field, work.maps.names(parent.name(), dirty)));
            }
            dirty = children;
        }
        return dirty;
    }

    /** The object and those through which its records belong to a business: where a parent moves to another business, they go with it. */
    private List<CatalogueObject> line(CatalogueObject object) {
        List<CatalogueObject> line = new ArrayList<>(List.of(object));
        CatalogueObject last = object;
        while (last.scope() instanceof Scope.Through through) {
            Field field = last.field(through.field()).orElseThrow();
            last = work.catalogue.require(field.reference().orElseThrow().target());
            line.add(last);
        }
        return line;
    }

    /** Whether rows may stay behind that referred to a parent that was deleted: nothing tells then which they are. */
    private boolean leavesOrphans(CatalogueObject object, String parent) {
        return line(object).stream()
                .filter(one -> one.scope() instanceof Scope.Through)
                .map(one -> one.field(((Scope.Through) one.scope()).field())
                        .orElseThrow()
                        .reference()
                        .orElseThrow())
                .anyMatch(reference -> reference.target().equals(parent) && !reference.enforced());
    }
}
