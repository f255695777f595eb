package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads many rows of a business as records, with as little work a value as can be: references as canonical uuids, like {@link RecordRows}, but
 * without what waits, and without the rows whose uuid is an alias.
 */
public final class RowScan {

    private static final int ID_CELL = 0;
    private static final int UUID_CELL = 1;

    /** Takes records one after the other. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a record. Must not use the transaction that reads: it is busy.
         *
         * @param fields in the order of the object
         * @return whether it wants more
         */
        boolean take(UUID record, Cells fields);
    }

    private final Tx tx;
    private final CatalogueObject object;
    private final Businesses.Business business;
    private final Map<UUID, UUID> aliases;
    private final List<Map<UUID, UUID>> targets = new ArrayList<>();
    private final RowSelect select;
    private final ScopeSql scopes;
    private final Cells fields;
    private final boolean large;

    /** Of an object's rows in the business. */
    public RowScan(Tx tx, Catalogue catalogue, UuidMaps maps, CatalogueObject object, Businesses.Business business)
            throws SQLException {
        this.tx = tx;
        this.object = object;
        this.business = business;
        this.aliases = maps.all(object.name());
        for (Field field : object.fields()) {
            boolean refers = field.reference().isPresent();
            targets.add(refers ? maps.all(field.reference().get().target()) : Map.of());
        }
        this.select = new RowSelect(tx.dialect(), catalogue, maps, object);
        this.scopes = new ScopeSql(tx.dialect(), catalogue);
        this.fields = new Cells(object.fields().size());
        this.large = object.fields().stream().anyMatch(Field::large);
    }

    /**
     * Reads rows of an object with a uuid column in order of uuid.
     *
     * @param after where to begin: after that uuid
     * @param upTo where to end, with that uuid
     * @return the last row's uuid where there may be more rows
     */
    public Optional<UUID> inOrder(Optional<UUID> after, Optional<UUID> upTo, int limit, Sink sink) throws SQLException {
        String column = ((Identity.UuidColumn) object.identity()).column();
        String uuid = Columns.of(tx.dialect(), column, "t");
        List<Object> arguments = new ArrayList<>(List.of(business.id()));
        after.ifPresent(arguments::add);
        upTo.ifPresent(arguments::add);
        String bounds =
                (after.isPresent() ? " and " + uuid + " > ?" : "") + (upTo.isPresent() ? " and " + uuid + " <= ?" : "");
        return page(new Page(column, UUID_CELL, bounds, limit), arguments, sink).map(UUID::fromString);
    }

    /**
     * Reads rows of an object with a uuid column in order of their local ids, which is the order in which they lie, as a rule.
     *
     * @param after where to begin: after that local id
     * @return the last row's local id where there may be more rows
     */
    public Optional<Long> inOrderOfIds(Optional<Long> after, int limit, Sink sink) throws SQLException {
        String column = object.idColumn().orElseThrow();
        List<Object> arguments = new ArrayList<>(List.of(business.id()));
        after.ifPresent(arguments::add);
        String bounds = after.isPresent() ? " and " + Columns.of(tx.dialect(), column, "t") + " > ?" : "";
        return page(new Page(column, ID_CELL, bounds, limit), arguments, sink).map(Long::valueOf);
    }

    /**
     * Some rows, in order.
     *
     * @param column what they are in order of
     * @param cell where it stands in what is selected
     * @param bounds what else they have to meet
     */
    private record Page(String column, int cell, String bounds, int limit) {}

    private Optional<String> page(Page page, List<Object> arguments, Sink sink) throws SQLException {
        return tx.dialect().inOrderOf(tx, object.table(), page.column(), hint -> {
            String sql = "%s where %s%s order by %s limit %d"
                    .formatted(
                            select.sql(hint),
                            scopes.condition(object, "t"),
                            page.bounds(),
                            Columns.of(tx.dialect(), page.column(), "t"),
                            page.limit());
            Position position = new Position();
            tx.dialect().scan(tx, sql, select.kinds(), large, arguments, row -> {
                UUID record = UUID.fromString(row.ascii(UUID_CELL));
                boolean more = !isCanonical(record) || sink.take(record, fields(row));
                position.moveTo(row.ascii(page.cell()), more);
                return more;
            });
            return position.rows == page.limit() || position.stopped ? Optional.of(position.last) : Optional.empty();
        });
    }

    /** Reads all rows of an object with a uuid column, in no order. */
    public void all(Sink sink) throws SQLException {
        String sql = select.sql("") + " where " + scopes.condition(object, "t");
        tx.dialect().scan(tx, sql, select.kinds(), large, List.of(business.id()), row -> {
            UUID record = UUID.fromString(row.ascii(1));
            return !isCanonical(record) || sink.take(record, fields(row));
        });
    }

    /** How far a page has come. */
    private static final class Position {
        private String last = "";
        private int rows;
        private boolean stopped;

        void moveTo(String place, boolean more) {
            last = place;
            rows++;
            stopped = !more;
        }
    }

    /** Reads all rows of an object that is known by key, in no order. */
    public void keyed(Sink sink) throws SQLException {
        List<Integer> key = new ArrayList<>();
        List<FieldKind> kinds = new ArrayList<>();
        for (String name : object.keyFields()) {
            Field field = object.field(name).orElseThrow();
            key.add(object.fields().indexOf(field));
            kinds.add(field.reference().isPresent() ? FieldKind.TEXT : field.kind());
        }
        String sql = select.sql("") + " where " + scopes.condition(object, "t");
        tx.dialect().scan(tx, sql, select.kinds(), large, List.of(business.id()), row -> {
            Cells cells = fields(row);
            List<Value> values = new ArrayList<>(key.size());
            for (int i = 0; i < key.size(); i++) {
                values.add(CellValues.read(cells, key.get(i), kinds.get(i)));
            }
            UUID record = Derived.keyed(object.name(), business.uuid(), values);
            return !isCanonical(record) || sink.take(record, cells);
        });
    }

    private boolean isCanonical(UUID record) {
        return !aliases.containsKey(record);
    }

    private Cells fields(Cells row) {
        for (int i = 0; i < fields.count(); i++) {
            fields.copy(i, row, RowSelect.HEAD + i);
            Field field = object.fields().get(i);
            if (field.reference().isPresent() && !fields.isNull(i)) {
                UUID target = UUID.fromString(fields.ascii(i));
                fields.set(i, targets.get(i).getOrDefault(target, target).toString());
            }
        }
        return fields;
    }
}
