package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Reference;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Value;
import dev.parley.store.CellValues;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.store.Waiting;
import dev.parley.wire.BlockRows;
import dev.parley.wire.RecordName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes rows of a block into our table, with local ids for references, and notes the references that wait. */
final class RowLoad {

    private final Work work;
    private final CatalogueObject object;
    private final BlockRows rows;
    private final List<Field> fields;
    private final List<BulkColumn> columns = new ArrayList<>();
    private final List<Optional<Predicate<String>>> doubts = new ArrayList<>();
    private final boolean hasUuid;
    private final byte @Nullable [] business;

    RowLoad(Work work, CatalogueObject object, BlockRows rows) throws SQLException {
        this.work = work;
        this.object = object;
        this.rows = rows;
        this.fields = rows.columns().names().stream()
                .map(name -> object.field(name).orElseThrow())
                .toList();
        this.hasUuid = object.identity() instanceof Identity.UuidColumn;
        if (object.identity() instanceof Identity.UuidColumn uuid) {
            columns.add(new BulkColumn(uuid.column(), FieldKind.TEXT));
        }
        if (object.scope() instanceof Scope.Column column) {
            columns.add(new BulkColumn(column.column(), FieldKind.INTEGER));
            long id = work.business().orElseThrow().id();
            business = Long.toString(id).getBytes(StandardCharsets.US_ASCII);
        } else {
            business = null;
        }
        for (Field field : fields) {
            BulkColumn column = new BulkColumn(field);
            columns.add(column);
            doubts.add(
                    field.reference().isPresent()
                            ? Optional.empty()
                            : work.tx.dialect().doubtful(column));
        }
    }

    /**
     * Writes the rows from that one on to the other, left out.
     *
     * @throws SQLException if the database refuses one
     * @throws IllegalArgumentException if one is not as it should be, or needs more than to be written
     */
    void insert(int from, int to) throws SQLException {
        List<Waiting.Entry> open = new ArrayList<>();
        Set<RecordName> referredTo = new HashSet<>();
        Map<Integer, String[]> ids = references(from, to, open, referredTo);
        int head = columns.size() - fields.size();
        Cells wire = new Cells(fields.size());
        int[] next = {from};
        work.tx.dialect().load(work.tx, object.table(), columns, cells -> {
            int row = next[0]++;
            if (row >= to) {
                return false;
            }
            if (hasUuid) {
                cells.set(0, rows.record(row).toString());
            }
            if (business != null) {
                cells.set(head - 1, business, 0, business.length);
            }
            rows.read(row, wire);
            for (int i = 0; i < fields.size(); i++) {
                String[] here = ids.get(i);
                if (here == null) {
                    refuseDoubtful(i, wire);
                    cells.copy(head + i, wire, i);
                } else if (here[row - from].isEmpty()) {
                    cells.setNull(head + i);
                } else {
                    cells.set(head + i, here[row - from]);
                }
            }
            return true;
        });
        work.waiting.add(open);
        List<UUID> arrived = new ArrayList<>(to - from);
        for (int row = from; row < to; row++) {
            arrived.add(rows.record(row));
        }
        work.site.witness().touched(object.name(), arrived);
        new Projection(work).arrived(object, arrived);
        new Naming(work).mark(referredTo);
    }

    /** A value that the column may round, pad or write otherwise has to be tried out first, which is no matter for a load. */
    private void refuseDoubtful(int column, Cells wire) {
        Optional<Predicate<String>> doubtful = doubts.get(column);
        if (doubtful.isPresent()
                && !wire.isNull(column)
                && doubtful.get()
                        .test(CellValues.read(wire, column, fields.get(column).kind())
                                .text())) {
            throw new IllegalArgumentException("it is not certain that the column keeps its "
                    + fields.get(column).name());
        }
    }

    /** The local ids that references are to hold, by column; empty for null. */
    private Map<Integer, String[]> references(int from, int to, List<Waiting.Entry> open, Set<RecordName> referredTo)
            throws SQLException {
        Map<Integer, String[]> local = new HashMap<>();
        Cells wire = new Cells(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.reference().isEmpty()) {
                continue;
            }
            List<Value> targets = new ArrayList<>(to - from);
            for (int row = from; row < to; row++) {
                rows.read(row, wire);
                targets.add(wire.isNull(i) ? Value.NULL : Value.of(wire.text(i)));
            }
            Reference reference = field.reference().get();
            work.ids.prepare(reference, targets);
            if (new Naming(work).isAny(work.catalogue.require(reference.target()))) {
                targets.forEach(target -> LocalIds.uuid(target)
                        .ifPresent(uuid -> referredTo.add(new RecordName(reference.target(), uuid))));
            }
            String[] ids = new String[to - from];
            Set<UUID> missing = new HashSet<>();
            for (int row = from; row < to; row++) {
                Value target = targets.get(row - from);
                Optional<Value> id = work.ids.prepared(reference, target);
                if (id.isEmpty()) {
                    open.add(waiting(rows.record(row), field, reference, target));
                    missing.add(UUID.fromString(target.text()));
                }
                Value held = id.filter(found -> !found.isNull()).orElse(LocalValues.nothing(field));
                ids[row - from] = held.text();
            }
            refuseDeleted(reference, missing);
            local.put(i, ids);
        }
        return local;
    }

    private Waiting.Entry waiting(UUID record, Field field, Reference reference, Value target) {
        if (!field.nullable() && reference.enforced()) {
            throw new IllegalArgumentException("what it refers to by " + field.name() + " has not arrived");
        }
        return Waiting.Entry.reference(
                object.name(), record, field.name(), reference.target(), UUID.fromString(target.text()));
    }

    /** A deleted record that has to come back is no matter for a load. */
    private void refuseDeleted(Reference reference, Set<UUID> missing) throws SQLException {
        Set<UUID> names = work.maps.names(reference.target(), missing);
        if (reference.enforced()
                && work.index.find(reference.target(), names).values().stream()
                        .anyMatch(known -> !known.heads().isEmpty())) {
            throw new IllegalArgumentException("it refers to what was deleted");
        }
    }
}
