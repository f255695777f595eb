package dev.parley.store;

import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.merge.Version;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * The change log, which is the feed too: {@code seq} is a change's place in it. Who writes takes the feed lock first and holds it until
 * commit, so places commit in their order.
 */
public final class ChangeLog {

    /** Stands for the business of records that several businesses share. */
    public static final String SHARED = "";

    static final String LOAD = "load";
    static final String WHOLE = "whole";
    static final String COMPARING = "comparing";
    static final String LOADED_OBJECT = "object";
    static final String LOADED_UP_TO = "up_to";

    /** What stands in the feed of a business after a place, a link's own left out; takes the place, business and link, and how many at most. */
    static final String AFTER = """
                        where seq > ? and business in (?, '') and (via is null or via <> ?) and action <> 'baseline'
                        order by seq limit ?
                        """;

    /** The last place of a business's feed; takes the business. */
    static final String LAST = """
            (select max(seq) from (
              select max(seq) as seq from parley_change where business = ?
              union all select max(seq) from parley_change where business = '') as ends)""";

    private final Tx tx;

    /** The log, in that transaction. */
    public ChangeLog(Tx tx) {
        this.tx = tx;
    }

    /** A change or a mark that is to be added. */
    public sealed interface Addition {

        /** A change of a record of that business ({@link #SHARED} for shared records). */
        record OfChange(Change change, String business, OptionalLong via) implements Addition {}

        /** A mark that the record is to be sent whole. */
        record Whole(String object, UUID record, UUID mark, String business, OptionalLong via) implements Addition {}

        /** A mark that a first load came, and how far. */
        record Load(UUID mark, String business, OptionalLong via, Loaded loaded) implements Addition {}

        /** A mark that a comparison of all records began: a site that was put back to before it is known by its lack. */
        record Comparing(UUID mark, String business, OptionalLong via) implements Addition {}
    }

    /**
     * How far a first load has come.
     *
     * @param object which object's records were loaded
     * @param upTo where the load goes on, in words of the other site; empty where the end was reached
     */
    public record Loaded(String object, Optional<String> upTo) {}

    /** Waits for and takes the feed lock. Comes before any other lock of the transaction. */
    public void lock() throws SQLException {
        head();
    }

    /** Like {@link #lock}, for who is about to write the application's rows: from here on its transactions go first. */
    public void lockToApply() throws SQLException {
        tx.waitLong();
        lock();
        tx.giveWay();
    }

    /** Where the feed ends: nobody else moves that while this transaction holds the lock. */
    private record Head(long seq) {}

    private long head() throws SQLException {
        return tx.kept(Head.class, ChangeLog::locked).seq();
    }

    private static Head locked(Tx tx) throws SQLException {
        return tx.first(
                        "select head from parley_feed where id = 1"
                                + tx.dialect().forUpdate(),
                        row -> new Head(row.getLong(1)))
                .orElseThrow(ChangeLog::missing);
    }

    static StoreException missing() {
        return new StoreException("Parley's tables are incomplete: run parley init");
    }

    /** Adds to the log, in this order. The transaction holds the feed lock. */
    public void append(List<Addition> additions) throws SQLException {
        if (additions.isEmpty()) {
            return;
        }
        long head = head();
        LogRows rows = new LogRows(additions, head);
        tx.dialect().insertMany(tx, "parley_change", LogRows.COLUMNS, rows.count(), rows);
        tx.forget(Head.class);
        Head now = tx.kept(Head.class, any -> new Head(head + rows.count()));
        tx.update("update parley_feed set head = ? where id = 1", now.seq());
    }

    /** How far the last load of each object over the link has come, of those that have not come to their end. */
    public Map<String, String> unfinishedLoads(String business, long via) throws SQLException {
        Map<String, String> unfinished = new HashMap<>();
        tx.each(
                """
                select fields from parley_change
                where object = '' and action = 'load' and business = ? and via = ? order by seq
                """,
                row -> {
                    Map<String, Value> fields = FieldsText.read(row.getString(1));
                    String object =
                            fields.getOrDefault(LOADED_OBJECT, Value.NULL).text();
                    String upTo = fields.getOrDefault(LOADED_UP_TO, Value.NULL).text();
                    if (upTo.isEmpty()) {
                        unfinished.remove(object);
                    } else {
                        unfinished.put(object, upTo);
                    }
                },
                business,
                via);
        return unfinished;
    }

    /** Whether anything is said of one of these records, whatever it is. */
    public boolean tellsOf(String object, Collection<UUID> records) throws SQLException {
        for (List<UUID> part : tx.parts(records)) {
            boolean any = tx.first(
                            "select 1 from parley_change where object = ? and record" + tx.anyOf(part) + " limit 1",
                            row -> true,
                            object,
                            part)
                    .isPresent();
            if (any) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything is said of records of an object from one uuid to another, both taken in. */
    public boolean tellsOfAnyBetween(String object, UUID first, UUID last) throws SQLException {
        return tx.first(
                        "select 1 from parley_change where object = ? and record >= ? and record <= ? limit 1",
                        row -> true,
                        object,
                        first,
                        last)
                .isPresent();
    }

    /** What the log holds of these records comes to, by the uuid under which it stands; records of which it holds nothing are left out. */
    public Map<UUID, Version> versions(String object, Collection<UUID> records) throws SQLException {
        Map<UUID, Version> versions = new HashMap<>();
        for (List<UUID> part : tx.parts(records)) {
            tx.each(
                    "select record, uuid, case when baseline_at is null then '' else parents end from parley_change"
                            + " where object = ? and action <> 'whole' and record"
                            + tx.anyOf(part),
                    row -> {
                        Version version = Version.NONE.plus(UUID.fromString(row.getString(2)));
                        for (UUID baseline : UuidList.read(row.getString(3))) {
                            version = version.plus(baseline);
                        }
                        versions.merge(UUID.fromString(row.getString(1)), version, Version::plus);
                    },
                    object,
                    part);
        }
        return versions;
    }

    /** Those of the changes, none of them a baseline, that the log holds. */
    public Set<UUID> held(Collection<UUID> changes) throws SQLException {
        Set<UUID> held = new HashSet<>();
        for (List<UUID> part : tx.parts(changes)) {
            tx.each(
                    "select uuid from parley_change where uuid" + tx.anyOf(part),
                    row -> held.add(UUID.fromString(row.getString(1))),
                    part);
        }
        return held;
    }

    /** Those of an object's baselines that the log holds: by themselves, or with the first change that was made after them. */
    public Set<UUID> heldBaselines(String object, Collection<Change> baselines) throws SQLException {
        Set<UUID> wanted = new HashSet<>();
        Set<UUID> records = new HashSet<>();
        for (Change baseline : baselines) {
            wanted.add(baseline.uuid());
            records.add(baseline.record());
        }
        Set<UUID> held = new HashSet<>();
        for (List<UUID> part : tx.parts(records)) {
            tx.each(
                    "select case when action = 'baseline' then uuid else parents end from parley_change"
                            + " where object = ? and (action = 'baseline' or baseline_at is not null) and record"
                            + tx.anyOf(part),
                    row -> held.add(UUID.fromString(row.getString(1))),
                    object,
                    part);
        }
        held.retainAll(wanted);
        return held;
    }

    /**
     * All changes of these records, in the order of the feed.
     *
     * @param records every uuid under which the records' changes may stand
     * @return by the uuid under which they stand; a record without changes is left out
     */
    public Map<UUID, List<Change>> ofRecords(String object, Collection<UUID> records) throws SQLException {
        Map<UUID, List<Change>> found = new HashMap<>();
        for (List<UUID> part : tx.parts(records)) {
            tx.each(
                    LogRow.SELECT_WITH_BASELINES + "where object = ? and action <> 'whole' and record" + tx.anyOf(part)
                            + " order by seq",
                    row -> {
                        Change change = LogRow.change(row);
                        List<Change> of = found.computeIfAbsent(change.record(), record -> new ArrayList<>());
                        LogRow.baseline(row, change).ifPresent(of::add);
                        of.add(change);
                    },
                    object,
                    part);
        }
        return found;
    }

    /** What says of these records which uuids name them, each once. */
    public List<Change> naming(String object, Collection<UUID> records) throws SQLException {
        List<Change> naming = new ArrayList<>();
        for (List<UUID> part : tx.parts(records)) {
            naming.addAll(tx.list(
                    LogRow.SELECT + "where object = ? and action in ('map', 'unmap') and record" + tx.anyOf(part)
                            + " order by seq",
                    LogRow::change,
                    object,
                    part));
        }
        return naming;
    }

    /** Where each change stands in the feed, of those that are held. A baseline that stands with the change after it has no place of its own. */
    public Map<UUID, FeedEntry.Place> places(Collection<UUID> changes) throws SQLException {
        Map<UUID, FeedEntry.Place> places = new HashMap<>();
        for (List<UUID> part : tx.parts(changes)) {
            tx.each(
                    "select seq, uuid, via from parley_change where uuid" + tx.anyOf(part),
                    row -> {
                        UUID uuid = UUID.fromString(row.getString(2));
                        places.put(uuid, new FeedEntry.Place(row.getLong(1), uuid, LogRow.via(row, 3)));
                    },
                    part);
        }
        return places;
    }

    /**
     * What stands in the feed of a business after that place, shared records' changes too, in order; baselines are left out.
     *
     * @param notVia link whose own changes are left out
     */
    public List<FeedEntry> after(long seq, String business, long notVia, int limit) throws SQLException {
        return tx.list(LogRow.SELECT + AFTER, LogRow::entry, seq, business, notVia, limit);
    }

    /** Whether anything stands there. */
    public boolean hasMore(long seq, String business, long notVia) throws SQLException {
        return tx.first("select 1 from parley_change " + AFTER, row -> true, seq, business, notVia, 1)
                .isPresent();
    }

    /**
     * A stretch of the feed.
     *
     * @param more whether it was cut, so that there may be more
     */
    public record Stretch(List<FeedEntry> entries, boolean more) {}

    /** Like {@link #after}, but no more than so many characters of values, so that memory does not grow with how long they are. */
    public Stretch stretch(long seq, String business, long notVia, int limit, long characters) throws SQLException {
        List<FeedEntry> entries = new ArrayList<>();
        long[] left = {characters};
        boolean more = tx.some(
                LogRow.SELECT + AFTER,
                row -> {
                    entries.add(LogRow.entry(row));
                    left[0] -= row.getString(11).length();
                    return entries.size() < limit && left[0] > 0;
                },
                seq,
                business,
                notVia,
                limit);
        return new Stretch(entries, more);
    }

    /**
     * Whose feed moved, by what came over which link.
     *
     * @param business uuid of the business, or {@link #SHARED}
     * @param via number of the link; empty where it came from here
     */
    public record Moved(String business, OptionalLong via) {

        /** Whether that is news for the other site of a link of that business. */
        public boolean isNewsFor(UUID of, long link) {
            boolean ours = business.equals(SHARED) || business.equals(of.toString());
            return ours && (via.isEmpty() || via.getAsLong() != link);
        }
    }

    /** Whose feeds moved after that place and up to this one; each once. With both ends no planner takes it for a third of the log. */
    public List<Moved> movedBetween(long seq, long upTo) throws SQLException {
        return tx.list(
                "select distinct business, via from parley_change where seq > ? and seq <= ? and action <> 'baseline'",
                row -> new Moved(row.getString(1), LogRow.via(row, 2)),
                seq,
                upTo);
    }

    /** Where the whole feed ends. */
    public long end() throws SQLException {
        return tx.first("select head from parley_feed where id = 1", row -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * What the log says of a record since some place.
     *
     * @param object empty for a first load, of whatever objects
     */
    public record Mention(String object, UUID record, boolean delete) {}

    /**
     * Which records of these objects the log mentions after that place, and whether there was a first load; at most {@code limit}. Marks that say
     * nothing of what is held are passed over.
     */
    public List<Mention> mentions(long seq, String business, Collection<String> objects, int limit)
            throws SQLException {
        return tx.list(
                """
                select object, record, action from parley_change
                where seq > ? and business in (?, '') and action not in ('whole', 'comparing')
                  and (object = '' or object %s) limit %d
                """.formatted(tx.anyOf(objects), limit),
                row -> new Mention(
                        row.getString(1),
                        row.getString(1).isEmpty() ? new UUID(0, 0) : UUID.fromString(row.getString(2)),
                        row.getString(3).equals(Action.DELETE.word())),
                seq,
                business,
                objects);
    }

    /** The last place of the business's feed, shared records' changes too; empty where there is none. */
    public Optional<FeedEntry.Place> last(String business) throws SQLException {
        return tx.first(
                "select seq, uuid, via from parley_change where seq = " + LAST,
                row -> new FeedEntry.Place(row.getLong(1), UUID.fromString(row.getString(2)), LogRow.via(row, 3)),
                business);
    }

    /** The uuid of the last change of an object's records in the business, or in those that it shares; empty where there is none. */
    public Optional<UUID> lastOf(String object, String business) throws SQLException {
        return tx.first("""
                select uuid from parley_change
                where business = ? and object = ? and action <> 'whole' order by seq desc limit 1
                """, row -> UUID.fromString(row.getString(1)), business, object);
    }

    /** The uuid of the last change of any of these records, given by all their uuids. */
    public Optional<UUID> lastOf(String object, Collection<UUID> records) throws SQLException {
        long last = Long.MIN_VALUE;
        Optional<UUID> found = Optional.empty();
        for (List<UUID> part : tx.parts(records)) {
            String sql = "select seq, uuid from parley_change where object = ? and record" + tx.anyOf(part)
                    + " and action <> 'whole' order by seq desc limit 1";
            record Last(long seq, UUID uuid) {}
            Optional<Last> here =
                    tx.first(sql, row -> new Last(row.getLong(1), UUID.fromString(row.getString(2))), object, part);
            if (here.isPresent() && here.get().seq() > last) {
                last = here.get().seq();
                found = Optional.of(here.get().uuid());
            }
        }
        return found;
    }

    /** Whether that uuid stands at that place of the feed. */
    public boolean matches(long seq, UUID uuid) throws SQLException {
        return tx.first("select 1 from parley_change where seq = ? and uuid = ?", row -> true, seq, uuid)
                .orElse(false);
    }
}
