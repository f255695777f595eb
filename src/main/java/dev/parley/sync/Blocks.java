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
 * Makes blocks of an object's records, in order of uuid: of what this transaction sees. Rows without changes are read as they stand; records with
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

    /** The next block. */
    Block after(CatalogueObject object, Optional<UUID> after, Block.Limit limit) throws SQLException {
        if (!Unrelated.isPlain(object)) {
            return packets(object, after, limit);
        }
        int most = Math.min(limit.rows(), work.site.batch());
        List<Touched> next = work.index.between(
                object.name(),
                work.scope.owner(object),
                after.map(UUID::toString).orElse(""),
                END,
                most);
        Outgoing outgoing = new Outgoing(work);
        int fitting =
                outgoing.fitting(object, next.stream().map(Touched::record).toList());
        List<Touched> touched = next.subList(0, fitting);
        boolean cut = fitting < next.size() || next.size() == most;
        Optional<UUID> bound = cut ? Optional.of(touched.get(fitting - 1).record()) : Optional.empty();
        Read read = read(object, after, bound, limit);
        Optional<UUID> upTo = read.upTo().or(() -> bound);
        Set<UUID> whole = touched.stream()
                .map(Touched::record)
                .filter(record -> upTo.isEmpty() || Uuids.ORDER.compare(record, upTo.get()) <= 0)
                .collect(Collectors.toCollection(HashSet::new));
        BlockRows rows = untouched(object, read.rows(), whole);
        return new Block(object.name(), upTo, rows, outgoing.whole(object, whole));
    }

    private Block packets(CatalogueObject object, Optional<UUID> after, Block.Limit limit) throws SQLException {
        List<Packet> page = new WholePages(work).after(object, after, Math.min(limit.rows(), work.site.batch()));
        Optional<UUID> last = page.isEmpty()
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).record());
        return new Block(object.name(), last, new BlockRows.Builder(columns(object)).build(), page);
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
        Optional<UUID> last = scan.inOrder(after, bound, limit.rows(), (record, fields) -> {
            if (work.scope.admits(object, record)) {
                rows.add(record, fields);
            }
            return rows.size() < limit.bytes();
        });
        return new Read(rows.build(), last);
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
