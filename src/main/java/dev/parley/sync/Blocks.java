package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Uuids;
import dev.parley.store.Businesses;
import dev.parley.store.PendingRecords;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RowScan;
import dev.parley.store.Waiting;
import dev.parley.wire.Block;
import dev.parley.wire.BlockRows;
import dev.parley.wire.Packet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes blocks of an object's records: of what this transaction sees. Rows without changes are read as they stand; records with
 * changes, and rows that wait for a reference, go along as packets. What was altered and not taken in yet is left out: it comes as a change.
 */
final class Blocks {

    private static final String END = "g";

    private final Work work;

    Blocks(Work work) {
        this.work = work;
    }

    /** What is read of the rows, and up to which uuid, where that is not the end. */
    private record Read(BlockRows rows, Optional<UUID> upTo) {}

    /** The records with changes that go along, and up to which uuid, where there are more. */
    private record Changed(Set<UUID> records, Optional<UUID> upTo) {}

    /** The block that begins at that place. */
    Block after(CatalogueObject object, Optional<String> from, Block.Limit limit) throws SQLException {
        BlockPlace place = BlockPlace.of(from);
        if (!Unrelated.isPlain(object)) {
            return packets(object, place.record(), limit);
        }
        boolean byId = object.identity() instanceof Identity.UuidColumn
                && object.idColumn().isPresent();
        return byId ? inOrderOfIds(object, place, limit) : inOrder(object, place.record(), limit);
    }

    /** Rows and records with changes side by side, both in order of uuid. */
    private Block inOrder(CatalogueObject object, Optional<UUID> after, Block.Limit limit) throws SQLException {
        Changed changed = changed(object, after, limit);
        Read read = read(object, after, changed.upTo(), limit);
        Optional<UUID> upTo = read.upTo().or(changed::upTo);
        Set<UUID> whole = changed.records().stream()
                .filter(record -> upTo.isEmpty() || Uuids.ORDER.compare(record, upTo.get()) <= 0)
                .collect(Collectors.toCollection(HashSet::new));
        BlockRows rows = untouched(object, read.rows(), whole);
        return block(object, upTo.map(BlockPlace::ofRecord), rows, whole);
    }

    /** First the rows, in the order in which they lie: to read a large table in another order costs many times as much. Then records with changes. */
    private Block inOrderOfIds(CatalogueObject object, BlockPlace place, Block.Limit limit) throws SQLException {
        BlockRows rows = new BlockRows.Builder(columns(object)).build();
        Set<UUID> whole = new HashSet<>();
        if (place.record().isEmpty()) {
            BlockRows.Builder builder = new BlockRows.Builder(columns(object));
            Optional<Long> last = Optional.empty();
            Optional<Businesses.Business> business = work.business();
            if (business.isPresent()) {
                last = new RowScan(work.tx, work.catalogue, work.maps, object, business.get())
                        .inOrderOfIds(place.row(), limit.rows(), adding(object, builder, limit));
            }
            rows = untouched(object, builder.build(), whole);
            if (last.isPresent()) {
                return block(object, last.map(BlockPlace::ofRow), rows, whole);
            }
        }
        Changed changed = changed(object, place.record(), limit);
        whole.addAll(changed.records());
        return block(object, changed.upTo().map(BlockPlace::ofRecord), rows, whole);
    }

    private Block block(CatalogueObject object, Optional<BlockPlace> upTo, BlockRows rows, Set<UUID> whole)
            throws SQLException {
        return new Block(object.name(), upTo.map(BlockPlace::text), rows, new Outgoing(work).whole(object, whole));
    }

    /** The next records with changes, as many as there is room for. */
    private Changed changed(CatalogueObject object, Optional<UUID> after, Block.Limit limit) throws SQLException {
        int most = Math.min(limit.rows(), work.site.batch());
        List<UUID> next = work
                .index
                .between(
                        object.name(),
                        work.scope.owner(object),
                        after.map(UUID::toString).orElse(""),
                        END,
                        most)
                .stream()
                .map(Touched::record)
                .toList();
        int fitting = new Outgoing(work).fitting(object, next);
        boolean cut = fitting < next.size() || next.size() == most;
        return new Changed(
                Set.copyOf(next.subList(0, fitting)), cut ? Optional.of(next.get(fitting - 1)) : Optional.empty());
    }

    private Block packets(CatalogueObject object, Optional<UUID> after, Block.Limit limit) throws SQLException {
        List<Packet> page = new WholePages(work).after(object, after, Math.min(limit.rows(), work.site.batch()));
        Optional<UUID> last = page.isEmpty()
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).record());
        return new Block(
                object.name(),
                last.map(uuid -> BlockPlace.ofRecord(uuid).text()),
                new BlockRows.Builder(columns(object)).build(),
                page);
    }

    private Read read(CatalogueObject object, Optional<UUID> after, Optional<UUID> bound, Block.Limit limit)
            throws SQLException {
        Optional<Businesses.Business> business = work.business();
        BlockRows.Builder rows = new BlockRows.Builder(columns(object));
        if (business.isEmpty()) {
            return new Read(rows.build(), Optional.empty());
        }
        RowScan scan = new RowScan(work.tx, work.catalogue, work.maps, object, business.get());
        if (object.identity() instanceof Identity.Key) {
            Keyed keyed = new Keyed(columns(object), after, bound, limit);
            scan.keyed(keyed);
            return keyed.read();
        }
        Optional<UUID> last = scan.inOrder(after, bound, limit.rows(), adding(object, rows, limit));
        return new Read(rows.build(), last);
    }

    /** Adds what the link may carry, until there is enough. */
    private RowScan.Sink adding(CatalogueObject object, BlockRows.Builder rows, Block.Limit limit) {
        return (record, fields) -> {
            if (work.scope.admits(object, record)) {
                rows.add(record, fields);
            }
            return rows.size() < limit.bytes();
        };
    }

    /** The rows whose records have no changes; those that wait for something are added to the others. */
    private BlockRows untouched(CatalogueObject object, BlockRows rows, Set<UUID> whole) throws SQLException {
        if (rows.count() == 0) {
            return rows;
        }
        List<UUID> records = new ArrayList<>(rows.count());
        for (int row = 0; row < rows.count(); row++) {
            records.add(rows.record(row));
        }
        records.sort(Uuids.ORDER);
        Set<UUID> others = new HashSet<>(PendingRecords.of(work.tx, work.catalogue, work.maps, object));
        if (work.index.anyBetween(object.name(), records.get(0), records.get(records.size() - 1))) {
            others.addAll(work.index.find(object.name(), records).keySet());
        }
        for (Waiting.Entry reference : work.waiting.of(object.name(), records)) {
            if (others.add(reference.record())) {
                whole.add(reference.record());
            }
        }
        return others.isEmpty() ? rows : rows.only(record -> !others.contains(record));
    }

    private static BlockRows.Columns columns(CatalogueObject object) {
        List<String> names = object.fields().stream().map(Field::name).toList();
        Set<String> binary = object.fields().stream()
                .filter(field ->
                        field.kind() == FieldKind.BINARY && field.reference().isEmpty())
                .map(Field::name)
                .collect(Collectors.toSet());
        return new BlockRows.Columns(names, binary, object.updatedField());
    }

    /** Of rows that come in no order, the first ones in order of uuid: as many as a block takes. */
    private static final class Keyed implements RowScan.Sink {
        private final BlockRows.Columns columns;
        private final Optional<UUID> after;
        private final Optional<UUID> bound;
        private final Block.Limit limit;
        private final TreeMap<UUID, byte[]> rows = new TreeMap<>(Uuids.ORDER);
        private long bytes;
        private boolean more;

        Keyed(BlockRows.Columns columns, Optional<UUID> after, Optional<UUID> bound, Block.Limit limit) {
            this.columns = columns;
            this.after = after;
            this.bound = bound;
            this.limit = limit;
        }

        @Override
        public boolean take(UUID record, Cells fields) {
            boolean outside = (after.isPresent() && Uuids.ORDER.compare(record, after.get()) <= 0)
                    || (bound.isPresent() && Uuids.ORDER.compare(record, bound.get()) > 0)
                    || (more && Uuids.ORDER.compare(record, rows.lastKey()) > 0);
            if (!outside) {
                byte[] row = BlockRows.Builder.one(columns, record, fields);
                bytes += row.length;
                rows.put(record, row);
                while (rows.size() > 1 && (rows.size() > limit.rows() || bytes > limit.bytes())) {
                    bytes -= rows.pollLastEntry().getValue().length;
                    more = true;
                }
            }
            return true;
        }

        Read read() {
            BlockRows.Builder builder = new BlockRows.Builder(columns);
            rows.values().forEach(builder::add);
            return new Read(builder.build(), more ? Optional.of(rows.lastKey()) : Optional.empty());
        }
    }
}
