package dev.parley.store;

import dev.parley.catalogue.FieldKind;
import dev.parley.merge.RecordState;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.merge.Version;
import dev.parley.store.Dialect.BulkColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** What is known of each touched record without reading its changes: {@code parley_record}. */
public final class RecordIndex {

    private static final List<BulkColumn> KEY =
            List.of(new BulkColumn("object", FieldKind.TEXT), new BulkColumn("record", FieldKind.TEXT));
    private static final List<BulkColumn> REST = List.of(
            new BulkColumn("business", FieldKind.TEXT),
            new BulkColumn("version", FieldKind.TEXT),
            new BulkColumn("heads", FieldKind.TEXT),
            new BulkColumn("newest", FieldKind.INTEGER, BulkColumn.LONG),
            new BulkColumn("state", FieldKind.TEXT),
            new BulkColumn("incomplete", FieldKind.INTEGER, BulkColumn.INT),
            new BulkColumn("local_id", FieldKind.INTEGER, BulkColumn.LONG));

    private static final String SELECT =
            "select object, record, business, version, heads, newest, state, incomplete, local_id from parley_record ";

    /** What an index of few rows holds, in its words, so that nobody has to look through all records for these. */
    private static final String OPEN = "(state <> 'here' or incomplete <> 0) and incomplete in (0, 1)";

    /** The condition that any record of a business, or a shared one, is not what the log says; takes the business. */
    static final String ANY_HELD =
            "exists (select 1 from parley_record where business in (?, '') and state = 'held' and " + OPEN + ")";

    /** The condition that changes of any such record are missing; takes the business. */
    static final String ANY_INCOMPLETE =
            "exists (select 1 from parley_record where business in (?, '') and incomplete = 1 and " + OPEN + ")";

    private static final Comparator<Touched> IN_ORDER =
            Comparator.comparing(Touched::object).thenComparing(Touched::record, Uuids.ORDER);

    private static final Value INCOMPLETE = Value.of("1");
    private static final Value COMPLETE = Value.of("0");

    private final Tx tx;

    /** The index, in that transaction. */
    public RecordIndex(Tx tx) {
        this.tx = tx;
    }

    /** Whether the row is what the log says. */
    public enum State {
        /** The row is there. */
        HERE,
        /** The row is there, but the log has values for columns that its table does not have. */
        PART,
        /** The record is deleted and the row gone. */
        GONE,
        /** The row could not be brought to what the log says; a problem tells why. */
        HELD;

        private final String word = name().toLowerCase(Locale.ROOT);

        String word() {
            return word;
        }

        static State ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A touched record.
     *
     * @param record canonical uuid
     * @param business uuid of its business, or {@link ChangeLog#SHARED}
     * @param incomplete whether changes are missing that others refer to
     * @param localId its last known local id
     */
    public record Touched(
            String object,
            UUID record,
            String business,
            Version version,
            List<UUID> heads,
            long newest,
            State state,
            boolean incomplete,
            OptionalLong localId) {

        /** Takes a copy that nobody can alter. */
        public Touched {
            heads = List.copyOf(heads);
        }

        /** What these changes make of the record. */
        public static Touched of(
                String object, UUID record, String business, RecordState state, State row, OptionalLong localId) {
            return new Touched(
                    object,
                    record,
                    business,
                    state.version(),
                    state.heads(),
                    state.newest(),
                    row,
                    !state.missing().isEmpty(),
                    localId);
        }

        /** The same, known to lack changes though nothing that is held refers to them: its whole history is to be fetched. */
        public Touched lacking() {
            return new Touched(object, record, business, version, heads, newest, state, true, localId);
        }

        /** The same with another state of the row. */
        public Touched with(State row) {
            return new Touched(object, record, business, version, heads, newest, row, incomplete, localId);
        }
    }

    /** Those of the records that are touched, by canonical uuid. */
    public Map<UUID, Touched> find(String object, Collection<UUID> records) throws SQLException {
        Map<UUID, Touched> found = new HashMap<>();
        for (List<UUID> part : tx.parts(records)) {
            tx.each(
                    SELECT + "where object = ? and record" + tx.anyOf(part),
                    row -> {
                        Touched touched = touched(row);
                        found.put(touched.record(), touched);
                    },
                    object,
                    part);
        }
        return found;
    }

    /** The touched records of an object and a business from one uuid (left out) to another (taken in), in order; at most {@code limit}. */
    public List<Touched> between(String object, String business, String after, String upTo, int limit)
            throws SQLException {
        return tx.list(
                SELECT
                        + "where object = ? and business = ? and record > ? and record <= ? order by record limit "
                        + limit,
                RecordIndex::touched,
                object,
                business,
                after,
                upTo);
    }

    /** Takes the version of a touched record. */
    @FunctionalInterface
    public interface VersionVisitor {
        /** Visits a record. */
        void visit(UUID record, Version version);
    }

    /** Visits all touched records of an object and a business, in order of uuid. */
    public void versions(String object, String business, VersionVisitor visitor) throws SQLException {
        tx.each(
                "select record, version from parley_record where business = ? and object = ? order by record",
                row -> visitor.visit(UUID.fromString(row.getString(1)), Version.ofText(row.getString(2))),
                business,
                object);
    }

    /** Whether any record of an object, whosever it is, is touched from one uuid to another, both taken in. */
    public boolean anyBetween(String object, UUID first, UUID last) throws SQLException {
        return tx.first(
                        "select 1 from parley_record where object = ? and record >= ? and record <= ? limit 1",
                        row -> true,
                        object,
                        first,
                        last)
                .isPresent();
    }

    /** The moment of the newest change of any of the object's records, those that are gone too; 0 where none was ever touched. */
    public long newest(String object, String business) throws SQLException {
        return tx.first(
                        "select max(newest) from parley_record where business = ? and object = ?",
                        row -> row.getLong(1),
                        business,
                        object)
                .orElse(0L);
    }

    /** How many records of an object and a business are known that have no row. */
    public long countWithoutRow(String object, String business) throws SQLException {
        return tx.first(
                        "select count(*) from parley_record where object = ? and business = ? and state in ('gone', 'held') and "
                                + OPEN,
                        row -> row.getLong(1),
                        object,
                        business)
                .orElse(0L);
    }

    /**
     * The records of the business, shared ones too, whose row is not what the log says, in the order of object and uuid; at most
     * {@code limit}.
     *
     * @param afterObject the object of the last one that is known already; empty to begin
     * @param afterRecord its uuid; empty to begin
     */
    public List<Touched> held(String business, String afterObject, String afterRecord, int limit) throws SQLException {
        return tx.list(
                SELECT + "where business in (?, '') and state = 'held' and " + OPEN
                        + " and (object > ? or (object = ? and record > ?)) order by object, record limit " + limit,
                RecordIndex::touched,
                business,
                afterObject,
                afterObject,
                afterRecord);
    }

    /** Whether the business has any record whose row is not what the log says: asked at each sync, so it must not read what is in order. */
    public boolean anyHeld(String business) throws SQLException {
        return tx.first(
                        "select 1 from parley_record where business in (?, '') and state = 'held' and " + OPEN
                                + " limit 1",
                        row -> true,
                        business)
                .isPresent();
    }

    /** Has the records of the business, shared ones too, written anew whose table lacked columns, since it may have them now. */
    public void tryPartsAgain(String business) throws SQLException {
        tx.update(
                "update parley_record set state = 'held' where business in (?, '') and state = 'part' and " + OPEN,
                business);
    }

    /**
     * The records of the business, shared ones too, of which changes are missing, in the order of object and uuid; at most {@code limit}.
     *
     * @param afterObject the object of the last one that is known already; empty to begin
     * @param afterRecord its uuid; empty to begin
     */
    public List<Touched> incomplete(String business, String afterObject, String afterRecord, int limit)
            throws SQLException {
        return tx.list(
                SELECT + "where business in (?, '') and incomplete = 1 and " + OPEN
                        + " and (object > ? or (object = ? and record > ?)) order by object, record limit " + limit,
                RecordIndex::touched,
                business,
                afterObject,
                afterObject,
                afterRecord);
    }

    /** The uuid of a deleted record that had this local id here, the last one if there were several. */
    public Map<Long, UUID> byLocalId(String object, Collection<Long> ids) throws SQLException {
        Map<Long, UUID> found = new HashMap<>();
        for (List<Long> part : tx.parts(ids)) {
            tx.each(
                    "select local_id, record from parley_record where object = ? and local_id%s order by newest"
                            .formatted(tx.anyOf(part)),
                    row -> found.put(row.getLong(1), UUID.fromString(row.getString(2))),
                    object,
                    part);
        }
        return found;
    }

    /**
     * Writes what is known of these records, new ones and known ones. In the order of the primary key: what lies beside each other is then written
     * one after the other, which takes a third less of MariaDB.
     */
    public void save(Collection<Touched> records, Collection<UUID> known) throws SQLException {
        List<Touched> fresh = new ArrayList<>();
        List<List<Value>> old = new ArrayList<>();
        for (Touched record : records.stream().sorted(IN_ORDER).toList()) {
            if (known.contains(record.record())) {
                old.add(row(record));
            } else {
                fresh.add(record);
            }
        }
        Iterator<Touched> left = fresh.iterator();
        tx.dialect().insertMany(tx, "parley_record", BulkSql.both(REST, KEY), fresh.size(), cells -> {
            if (!left.hasNext()) {
                return false;
            }
            List<Value> row = row(left.next());
            for (int i = 0; i < row.size(); i++) {
                CellValues.write(cells, i, row.get(i), FieldKind.TEXT);
            }
            return true;
        });
        tx.dialect().rewrite(tx, "parley_record", REST, KEY, old);
    }

    /** As {@link #REST} and {@link #KEY} have it. */
    private static List<Value> row(Touched record) {
        return List.of(
                Value.of(record.business()),
                Value.of(record.version().toText()),
                Value.of(UuidList.write(record.heads())),
                Value.of(Long.toString(record.newest())),
                Value.of(record.state().word()),
                record.incomplete() ? INCOMPLETE : COMPLETE,
                record.localId().isPresent()
                        ? Value.of(Long.toString(record.localId().getAsLong()))
                        : Value.NULL,
                Value.of(record.object()),
                Value.of(record.record().toString()));
    }

    /** Forgets a record that has become an alias of another. */
    public void forget(String object, UUID record) throws SQLException {
        tx.update("delete from parley_record where object = ? and record = ?", object, record);
    }

    private static Touched touched(ResultSet row) throws SQLException {
        long id = row.getLong(9);
        OptionalLong localId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
        return new Touched(
                row.getString(1),
                UUID.fromString(row.getString(2)),
                row.getString(3),
                Version.ofText(row.getString(4)),
                UuidList.read(row.getString(5)),
                row.getLong(6),
                State.ofWord(row.getString(7)),
                row.getInt(8) == 1,
                localId);
    }
}
