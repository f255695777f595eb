package dev.parley.sync;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Change;
import dev.parley.store.Businesses;
import dev.parley.store.Capture;
import dev.parley.store.ChangeLog;
import dev.parley.store.ChangeLog.Addition;
import dev.parley.store.RecordIndex;
import dev.parley.store.RecordRows;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.RowLocks;
import dev.parley.store.Sequencer;
import dev.parley.store.Stamps;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import dev.parley.store.Waiting;
import dev.parley.wire.Checkpoint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transaction's view of a site and a link: what everything that takes changes in works with. */
final class Work {

    final SiteContext site;
    final Tx tx;
    final LinkScope scope;
    final Catalogue catalogue;
    final UuidMaps maps;
    final ChangeLog log;
    final RecordIndex index;
    final RecordRows rows;
    final RowLocks locks;
    final Stamps stamps;
    final LocalIds ids;
    final LocalValues local;
    final Waiting waiting;
    final Sightings sightings;
    private final List<Addition> additions = new ArrayList<>();
    private final Set<UUID> noted = new HashSet<>();
    private final Set<UUID> delayed = new HashSet<>();
    private final Map<UUID, List<Change>> unwritten = new HashMap<>();
    private boolean answers;
    private @Nullable Schema schema;

    /** Makes the view of a transaction. */
    @FunctionalInterface
    interface Source {
        Work in(Tx tx) throws SQLException;
    }

    Work(SiteContext site, Tx tx, LinkScope scope) {
        this.site = site;
        this.tx = tx;
        this.scope = scope;
        this.catalogue = site.catalogue();
        this.maps = new UuidMaps(tx);
        this.log = new ChangeLog(tx);
        this.index = new RecordIndex(tx);
        this.rows = new RecordRows(tx, catalogue, maps);
        this.locks = new RowLocks(tx, catalogue, rows);
        this.stamps = new Stamps(tx, catalogue);
        this.ids = new LocalIds(tx, catalogue, maps);
        this.local = new LocalValues(catalogue, ids, tx.dialect().hasZeroDates());
        this.waiting = new Waiting(tx);
        this.sightings = new Sightings(site, tx, scope.link());
    }

    /** The link's business as it stands here, if it is here. */
    Optional<Businesses.Business> business() throws SQLException {
        UUID uuid = scope.business();
        return new Businesses(tx, catalogue).id(uuid).map(id -> new Businesses.Business(uuid, id));
    }

    /**
     * Locks rows, as their table knows them, takes in what the application did to them until then, and gives them: they are what the log says. The
     * transaction holds the feed lock.
     */
    List<Row> lock(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        List<Row> found = lockRows(object, uuids);
        return takeIn(object) ? lockRows(object, uuids) : found;
    }

    /** Locks rows and gives them as they are then; none where the object's are not known by uuid. */
    List<Row> lockRows(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        return object.hasUuids() && !uuids.isEmpty() ? locks.locked(object, uuids) : List.of();
    }

    /** Takes in what is captured, if anything of the object is; gives whether there was any. */
    boolean takeIn(CatalogueObject object) throws SQLException {
        return Capture.pending(tx, object) && takeIn();
    }

    /** Takes in all that is captured; gives whether there was any. */
    boolean takeIn() throws SQLException {
        Sequencer sequencer = new Sequencer(catalogue, site.origin());
        Sequencer.Round round;
        boolean any = false;
        do {
            // Each takes a bounded number.
            round = sequencer.takeIn(tx);
            any |= round.taken() > 0;
        } while (round.more());
        return any;
    }

    /**
     * Those of the shared records, by canonical uuid, that the business is tied to: by a row of the join object, or by one that waits for the
     * shared record, since that could not be written yet.
     */
    Set<UUID> members(CatalogueObject object, Collection<UUID> records) throws SQLException {
        Set<UUID> members = new HashSet<>();
        Optional<Businesses.Business> business = business();
        if (business.isPresent()) {
            for (UUID uuid : rows.inBusiness(object, business.get(), maps.names(object.name(), records))) {
                members.add(maps.canonical(object.name(), uuid));
            }
        }
        if (object.scope() instanceof Scope.Member member) {
            for (Waiting.Entry reference : waiting.on(object.name(), maps.names(object.name(), records))) {
                boolean ties = reference.object().equals(member.joinObject())
                        && reference.field().equals(member.field())
                        && index.find(reference.object(), List.of(reference.record())).values().stream()
                                .anyMatch(join ->
                                        join.business().equals(scope.business().toString()));
                if (ties) {
                    members.add(maps.canonical(object.name(), reference.target()));
                }
            }
        }
        return members;
    }

    /**
     * Says of changes that they were held back since they came. They are passed on to where they came from too: that site may have been put
     * back to a backup meanwhile, and a comparison did not see them.
     */
    void delayed(Collection<Change> changes) {
        changes.forEach(change -> delayed.add(change.uuid()));
    }

    /** The columns of each unique index of the object's table, read when they are first asked for. */
    List<List<String>> uniques(CatalogueObject object) throws SQLException {
        Schema known = schema;
        if (known == null) {
            known = tx.dialect().readSchema(tx.connection());
            schema = known;
        }
        return known.table(object.table()).map(Schema.Table::uniques).orElse(List.of());
    }

    /** Notes a change for the log, once; it is written with {@link #flush}. */
    void append(Change change, String business, boolean overTheLink) {
        if (!noted.add(change.uuid())) {
            return;
        }
        OptionalLong via = overTheLink && !delayed.contains(change.uuid())
                ? OptionalLong.of(scope.link().id())
                : OptionalLong.empty();
        site.witness().touched(change.object(), change.record());
        additions.add(new Addition.OfChange(change, business, via));
        unwritten.computeIfAbsent(change.record(), key -> new ArrayList<>()).add(change);
    }

    /** Whether the change was noted in this transaction. */
    boolean isNoted(Change change) {
        return noted.contains(change.uuid());
    }

    /** Notes that the record is to be sent whole over every link. */
    void markWhole(String object, UUID record, String business) {
        additions.add(new Addition.Whole(object, record, site.origin().ids().next(), business, OptionalLong.empty()));
    }

    /** How far the loads over this link have come that did not come to their end. */
    Map<String, String> unfinishedLoads() throws SQLException {
        return log.unfinishedLoads(scope.business().toString(), scope.link().id());
    }

    /** Notes that rows without changes were loaded, so that other links compare, and how far. */
    void markLoad(ChangeLog.Loaded loaded) {
        additions.add(new Addition.Load(
                site.origin().ids().next(),
                scope.business().toString(),
                OptionalLong.of(scope.link().id()),
                loaded));
    }

    /** An untouched row's baseline goes to the log before its record becomes part of another, and is sent with the whole. */
    void makeExplicit(CatalogueObject object, Row row) throws SQLException {
        if (!index.find(object.name(), List.of(row.record())).isEmpty() || isTold(object, row.record())) {
            return;
        }
        Change baseline = row.baseline(object);
        if (log.heldBaselines(object.name(), List.of(baseline)).isEmpty()) {
            site.witness().stoodFor(baseline.uuid());
            append(baseline, scope.owner(object), false);
        }
        markWhole(object.name(), row.record(), scope.owner(object));
    }

    /** Whether the log says what the record is, though the index does not know it yet: it came apart from another in this transaction. */
    private boolean isTold(CatalogueObject object, UUID record) throws SQLException {
        return histories(object.name(), List.of(record)).values().stream()
                .flatMap(Collection::stream)
                .anyMatch(change -> !change.action().isNaming());
    }

    /** Writes a mark to the feed that a comparison over the link begins; gives its place. The transaction holds the feed lock. */
    Checkpoint beginComparison() throws SQLException {
        UUID mark = site.origin().ids().next();
        String business = scope.business().toString();
        additions.add(new Addition.Comparing(
                mark, business, OptionalLong.of(scope.link().id())));
        flush();
        return end();
    }

    /** Where the feed ends. */
    Checkpoint end() throws SQLException {
        return log.last(scope.business().toString())
                .map(place -> new Checkpoint(place.seq(), place.uuid()))
                .orElse(Checkpoint.START);
    }

    /** Whether something was written to the log that the other site of the link is to hear of: what came is not all that there is to say. */
    boolean answers() {
        return answers;
    }

    private static boolean isAnswer(Addition addition) {
        return addition instanceof Addition.Whole
                || (addition instanceof Addition.OfChange of && of.via().isEmpty());
    }

    /** Writes to the log what was noted. */
    void flush() throws SQLException {
        answers |= additions.stream().anyMatch(Work::isAnswer);
        log.append(additions);
        new HistoryWriter(this).write(additions);
        additions.clear();
        unwritten.clear();
    }

    /** Every change of each record's whole class, those noted and not yet written too; each once. */
    Map<UUID, Collection<Change>> histories(String object, Collection<UUID> records) throws SQLException {
        Map<UUID, List<Change>> written = log.ofRecords(object, maps.names(object, records));
        Map<UUID, Collection<Change>> histories = new HashMap<>();
        for (UUID record : records) {
            Map<UUID, Change> all = new LinkedHashMap<>();
            for (UUID name : maps.names(object, record)) {
                written.getOrDefault(name, List.of()).forEach(change -> all.put(change.uuid(), change));
                unwritten.getOrDefault(name, List.of()).stream()
                        .filter(change -> change.object().equals(object))
                        .forEach(change -> all.put(change.uuid(), change));
            }
            histories.put(record, all.values());
        }
        return histories;
    }
}
