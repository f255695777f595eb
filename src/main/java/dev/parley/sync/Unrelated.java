package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.NaturalKey;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.CellValues;
import dev.parley.wire.BlockRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Says whether nothing here has to do with the rows of a block, so that they can be written without a further look. */
final class Unrelated {

    private final Work work;
    private final CatalogueObject object;
    private final TwinTest twins;

    Unrelated(Work work, CatalogueObject object, TwinTest twins) {
        this.work = work;
        this.object = object;
        this.twins = twins;
    }

    /** Whether it holds for all of the rows. The transaction has the feed lock. */
    boolean holds(BlockRows rows) throws SQLException {
        Optional<Businesses.Business> business = work.business();
        Map<String, Field> ours = object.fieldsByName();
        boolean fits = business.isPresent()
                && !(object.scope() instanceof Scope.Self)
                && isPlain(object)
                && ours.keySet().containsAll(rows.columns().names())
                && ours.values().stream()
                        .filter(field -> rows.columns().names().contains(field.name()))
                        .allMatch(field -> rows.columns().binary().contains(field.name()) == isBinary(field));
        if (!fits) {
            return false;
        }
        List<UUID> records = new ArrayList<>(rows.count());
        for (int row = 0; row < rows.count(); row++) {
            records.add(rows.record(row));
        }
        records.sort(Uuids.ORDER);
        return isNew(records)
                && !hasRows(records, rows, business.get())
                // Only now: what is gone since then is captured by now.
                && !isTouched(records);
    }

    /** Whether a row can be read and written by itself, in one table, each reference with the row that it points to. */
    static boolean isPlain(CatalogueObject object) {
        return !(object.identity() instanceof Identity.Beside)
                && object.history().isEmpty()
                && object.fields().stream().noneMatch(field -> field.namedIn().isPresent());
    }

    private static boolean isBinary(Field field) {
        return field.kind() == FieldKind.BINARY && field.reference().isEmpty();
    }

    /** Each once, and none an alias or the name of a class. */
    private boolean isNew(List<UUID> records) throws SQLException {
        Set<UUID> each = new HashSet<>(records);
        Map<UUID, UUID> maps = work.maps.all(object.name());
        return each.size() == records.size()
                && maps.entrySet().stream()
                        .noneMatch(map -> each.contains(map.getKey()) || each.contains(map.getValue()));
    }

    private boolean hasRows(List<UUID> records, BlockRows rows, Businesses.Business business) throws SQLException {
        if (object.identity() instanceof Identity.Key key) {
            return areKnown(key.fields(), rows, business, true);
        }
        String uuid = ((Identity.UuidColumn) object.identity()).column();
        boolean refused = work.tx.dialect().isUnique(work.tx, object.table(), uuid);
        if (!refused && !work.rows.known(object, records).isEmpty()) {
            return true;
        }
        if (twins != TwinTest.NEVER) {
            for (NaturalKey key : object.naturalKeys()) {
                if (!key.folds().isEmpty() || areKnown(key.fields(), rows, business, false)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a row here has the key of one of these, or one's key can't be told.
     *
     * @param derived whether the records' uuids are derived from it
     */
    private boolean areKnown(List<String> key, BlockRows rows, Businesses.Business business, boolean derived)
            throws SQLException {
        if (!rows.columns().names().containsAll(key)) {
            return true;
        }
        List<Field> fields =
                key.stream().map(name -> object.field(name).orElseThrow()).toList();
        List<List<Value>> wire = keys(fields, rows);
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).reference().isPresent()) {
                int column = i;
                work.ids.prepare(
                        fields.get(i).reference().get(),
                        wire.stream().map(values -> values.get(column)).toList());
            }
        }
        List<List<Value>> local = new ArrayList<>();
        for (int row = 0; row < wire.size(); row++) {
            List<Value> values = wire.get(row);
            if (derived && !isKnownByThat(fields, values, rows.record(row))) {
                return true;
            }
            boolean none = values.stream()
                    .anyMatch(value -> value.isNull() || value.text().isEmpty());
            if (none && !derived) {
                continue;
            }
            List<Value> here = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Optional<Value> value = fields.get(i).reference().isPresent()
                        ? work.ids.prepared(fields.get(i).reference().get(), values.get(i))
                        : Optional.of(values.get(i));
                if (value.isEmpty()) {
                    return true;
                }
                here.add(value.get());
            }
            local.add(here);
        }
        return !work.rows.matching(object, business, key, local).isEmpty();
    }

    /** Whether a record's uuid follows from its key here too: what that refers to may go by another uuid than at the sender. */
    private boolean isKnownByThat(List<Field> fields, List<Value> key, UUID record) throws SQLException {
        List<Value> here = new ArrayList<>(key);
        for (int i = 0; i < fields.size(); i++) {
            Optional<UUID> target =
                    fields.get(i).reference().isPresent() ? LocalIds.uuid(key.get(i)) : Optional.empty();
            if (target.isPresent()) {
                String object = fields.get(i).reference().get().target();
                here.set(i, Value.of(work.maps.canonical(object, target.get()).toString()));
            }
        }
        return Derived.keyed(object.name(), work.scope.business(), here).equals(record);
    }

    private static List<List<Value>> keys(List<Field> fields, BlockRows rows) {
        List<String> names = rows.columns().names();
        Cells cells = new Cells(names.size());
        List<List<Value>> keys = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, cells);
            List<Value> key = new ArrayList<>();
            for (Field field : fields) {
                int column = names.indexOf(field.name());
                key.add(CellValues.read(cells, column, isBinary(field) ? FieldKind.BINARY : FieldKind.TEXT));
            }
            keys.add(key);
        }
        return keys;
    }

    private boolean isTouched(List<UUID> records) throws SQLException {
        work.takeIn();
        UUID first = records.get(0);
        UUID last = records.get(records.size() - 1);
        if (work.index.anyBetween(object.name(), first, last)
                && !work.index.find(object.name(), records).isEmpty()) {
            return true;
        }
        return work.log.tellsOfAnyBetween(object.name(), first, last) && work.log.tellsOf(object.name(), records);
    }
}
