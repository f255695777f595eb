package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.NaturalKey;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads rows of the application's tables as records: references as canonical uuids, what waits laid over. */
public final class RecordRows {

    /**
     * A row, as the record that it is.
     *
     * @param uuid the uuid by which its table knows it, or its derived one
     * @param record its canonical uuid
     * @param id its local id, null where its table has none
     * @param business the local id of its business, null where its table has no column for that
     * @param fields every field
     */
    public record Row(UUID uuid, UUID record, Value id, Value business, Fields fields) {

        /** The row that a record which is not here would be. */
        public static Row of(UUID record, Map<String, Value> fields) {
            return new Row(record, record, Value.NULL, Value.NULL, Fields.of(fields));
        }

        /** The same with another value in that field. */
        Row with(String field, Value value) {
            return new Row(uuid, record, id, business, fields.with(Map.of(field, value)));
        }

        /** The change that the row stands for as long as it is untouched. */
        public Change baseline(CatalogueObject object) {
            return Derived.baseline(object.name(), uuid, updated(object), fields);
        }

        /** Its last_updated in microseconds, 0 where its table has none. */
        public long updated(CatalogueObject object) {
            return Moments.updated(object, fields);
        }
    }

    private final Tx tx;
    private final Catalogue catalogue;
    private final UuidMaps maps;
    private final ScopeSql scopes;
    private final NamedReferences named;
    private final WaitingOverlay overlay;

    /** The rows, in that transaction. */
    public RecordRows(Tx tx, Catalogue catalogue, UuidMaps maps) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.maps = maps;
        this.scopes = new ScopeSql(tx.dialect(), catalogue);
        this.named = new NamedReferences(catalogue, maps, new TargetUuids(tx, catalogue));
        this.overlay = new WaitingOverlay(tx, maps);
    }

    /** The rows of these uuids, as their table knows them. For objects with a uuid column. */
    public List<Row> byUuid(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (List<UUID> part : tx.parts(uuids)) {
            rows.addAll(ofUuids(object, part, UnaryOperator.identity()));
        }
        return overlay.over(object, rows);
    }

    /**
     * The rows of uuids, no more than are looked for at once, without what waits.
     *
     * @param lock makes the select one that locks what it finds
     */
    List<Row> ofUuids(CatalogueObject object, List<UUID> uuids, UnaryOperator<String> lock) throws SQLException {
        RowSelect select = new RowSelect(tx.dialect(), catalogue, maps, object);
        String sql = lock.apply(select.ofRows("") + " where " + source(object).uuid() + tx.anyOf(uuids));
        return named.resolved(object, tx.list(sql, row -> select.row(row, Optional.empty()), uuids));
    }

    /** The rows with what waits of them. */
    List<Row> withWaiting(CatalogueObject object, List<Row> rows) throws SQLException {
        return overlay.over(object, rows);
    }

    /** The same with nothing but these fields, of which none points to a record by the name of its object. */
    List<Row> byUuid(CatalogueObject object, Collection<UUID> uuids, List<Field> fields) throws SQLException {
        List<Row> rows = new ArrayList<>();
        RowSelect select = new RowSelect(tx.dialect(), catalogue, maps, object, fields);
        for (List<UUID> part : tx.parts(uuids)) {
            String sql = select.ofRows("") + " where " + source(object).uuid() + tx.anyOf(part);
            rows.addAll(tx.list(sql, row -> select.row(row, Optional.empty()), part));
        }
        return overlay.over(object, rows);
    }

    /** The business's rows of an object with a uuid column, in order of uuid, after that one; at most {@code limit}. */
    public List<Row> after(CatalogueObject object, Businesses.Business business, Optional<UUID> after, int limit)
            throws SQLException {
        String uuid = source(object).uuid();
        String condition = scopes.condition(object, "t");
        List<Object> arguments = new ArrayList<>(List.of(business.id()));
        if (after.isPresent()) {
            condition += " and " + uuid + " > ?";
            arguments.add(after.get());
        }
        condition += " order by %s limit %d".formatted(uuid, limit);
        String where = condition;
        List<Row> rows = object.identity() instanceof Identity.UuidColumn column
                ? tx.dialect()
                        .inOrderOf(
                                tx,
                                object.table(),
                                column.column(),
                                hint -> select(object, Optional.of(business), hint, where, arguments.toArray()))
                : select(object, Optional.of(business), "", where, arguments.toArray());
        return overlay.over(object, rows);
    }

    /** All rows of the business of an object that is known by key, in no order. */
    public List<Row> keyed(CatalogueObject object, Businesses.Business business) throws SQLException {
        String condition = scopes.condition(object, "t");
        return overlay.over(object, select(object, Optional.of(business), "", condition, business.id()));
    }

    /**
     * The rows of the business in which these fields have these values, whatever else they hold.
     *
     * @param values each with local ids for references, one a field
     */
    public List<Row> matching(
            CatalogueObject object, Businesses.Business business, List<String> fields, List<List<Value>> values)
            throws SQLException {
        return matching(object, business, fields, values, (column, field, value) -> column + " = ?");
    }

    /**
     * The rows of the business that may be those of these natural keys: all that are, and some that are not where the engine folds text
     * in another way than we do.
     *
     * @param values each with local ids for references, one a field of the key
     */
    public List<Row> resembling(
            CatalogueObject object, Businesses.Business business, NaturalKey key, List<List<Value>> values)
            throws SQLException {
        return key.folds().isEmpty()
                ? matching(object, business, key.fields(), values)
                : matching(object, business, key.fields(), values, new Folding(tx.dialect(), key));
    }

    /** How a field is held against a value; its one question mark is the value. */
    @FunctionalInterface
    interface Comparison {
        String of(String column, Field field, Value value);

        /** The value as the question mark takes it. */
        default Value argument(Field field, Value value) {
            return value;
        }
    }

    private List<Row> matching(
            CatalogueObject object,
            Businesses.Business business,
            List<String> fields,
            List<List<Value>> values,
            Comparison comparison)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        RowSelect select = new RowSelect(tx.dialect(), catalogue, maps, object);
        new Sought(tx, object, fields).each(values, part -> {
            KeyCondition key = new KeyCondition(tx, scopes, object, fields, part, comparison);
            try (PreparedStatement statement = key.prepare(select.ofRows(""), business);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(select.row(row, Optional.of(business)));
                }
            }
        });
        return overlay.over(object, named.resolved(object, rows));
    }

    /** Those of the uuids, as their table knows them, whose record belongs to the business. */
    public List<UUID> inBusiness(CatalogueObject object, Businesses.Business business, Collection<UUID> uuids)
            throws SQLException {
        List<UUID> found = new ArrayList<>();
        String uuid = source(object).uuid();
        if (object.scope() instanceof Scope.Column column) {
            // Told by the rows: asked for both, an engine may go through all rows of the business.
            String of = Columns.of(tx.dialect(), column.column(), "t");
            String select = "select %s, %s from %s where %s"
                    .formatted(uuid, of, source(object).from(), uuid);
            for (List<UUID> part : tx.parts(uuids)) {
                tx.each(
                        select + tx.anyOf(part),
                        row -> {
                            if (row.getLong(2) == business.id() && !row.wasNull()) {
                                found.add(UUID.fromString(row.getString(1)));
                            }
                        },
                        part);
            }
            return found;
        }
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s from %s where %s and %s%s"
                            .formatted(
                                    uuid, source(object).from(), scopes.condition(object, "t"), uuid, tx.anyOf(part)),
                    row -> found.add(UUID.fromString(row.getString(1))),
                    business.id(),
                    part);
        }
        return found;
    }

    /** Those of the uuids by which an object's rows are known, whosever these are. They stand in their order, so that one look is enough where there are none. */
    public Set<UUID> known(CatalogueObject object, List<UUID> uuids) throws SQLException {
        Set<UUID> known = new HashSet<>();
        String table = source(object).from();
        String uuid = source(object).uuid();
        String between = "select 1 from %s where %s >= ? and %s <= ? limit 1".formatted(table, uuid, uuid);
        if (uuids.isEmpty()
                || tx.first(between, row -> true, uuids.get(0), uuids.get(uuids.size() - 1))
                        .isEmpty()) {
            return known;
        }
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s from %s where %s%s".formatted(uuid, table, uuid, tx.anyOf(part)),
                    row -> known.add(UUID.fromString(row.getString(1))),
                    part);
        }
        return known;
    }

    /** How many rows the business has. */
    public long count(CatalogueObject object, Businesses.Business business) throws SQLException {
        return tx.first(
                        "select count(*) from %s where %s"
                                .formatted(source(object).from(), scopes.condition(object, "t")),
                        row -> row.getLong(1),
                        business.id())
                .orElse(0L);
    }

    /** How many rows the business has; where there are more than so many, so many. */
    public long count(CatalogueObject object, Businesses.Business business, int most) throws SQLException {
        return tx.first(
                        "select count(*) from (select 1 from %s where %s limit %d) counted"
                                .formatted(source(object).from(), scopes.condition(object, "t"), most),
                        row -> row.getLong(1),
                        business.id())
                .orElse(0L);
    }

    /** The uuids of the rows that refer by that field to rows of these uuids, each as its table knows it. */
    public List<UUID> referring(CatalogueObject object, Field field, Collection<UUID> targets) throws SQLException {
        RowSource rows = source(object);
        RowSource target = RowSource.of(
                tx.dialect(), catalogue.require(field.reference().orElseThrow().target()), "r");
        String points =
                target.column(field.reference().orElseThrow().targetColumn()) + " = " + rows.column(field.name());
        String sql = "select %s from %s%s where %s"
                .formatted(rows.uuid(), rows.from(), target.leftJoin(points), target.uuid());
        List<UUID> found = new ArrayList<>();
        for (List<UUID> part : tx.parts(targets)) {
            found.addAll(tx.list(sql + tx.anyOf(part), row -> UUID.fromString(row.getString(1)), part));
        }
        return found;
    }

    /**
     * Those of these local ids that stand in a field of rows of the business.
     *
     * @param named the object that another field of the row has to name for that, where one does
     */
    public Set<String> referred(
            CatalogueObject object,
            Field field,
            Optional<String> named,
            Businesses.Business business,
            Collection<String> ids)
            throws SQLException {
        Set<String> found = new HashSet<>();
        Dialect dialect = tx.dialect();
        String column = Columns.of(dialect, field.name(), "t");
        String naming = named.isEmpty()
                ? ""
                : " and %s = ?".formatted(Columns.of(dialect, field.namedIn().orElseThrow(), "t"));
        String sql = "select distinct %s from %s t where %s%s and %s"
                .formatted(column, dialect.table(object.table()), scopes.condition(object, "t"), naming, column);
        boolean numbers = field.kind() == FieldKind.INTEGER;
        List<Object> values = ids.stream()
                .<Object>map(id -> numbers ? (Object) Long.valueOf(id) : id)
                .toList();
        for (List<Object> part : tx.parts(values)) {
            List<Object> arguments = new ArrayList<>(List.of(business.id()));
            named.ifPresent(arguments::add);
            arguments.add(part);
            tx.each(sql + tx.anyOf(part), row -> found.add(row.getString(1)), arguments.toArray());
        }
        return found;
    }

    private RowSource source(CatalogueObject object) {
        return RowSource.of(tx.dialect(), object, "t");
    }

    private List<Row> select(
            CatalogueObject object,
            Optional<Businesses.Business> business,
            String hint,
            String condition,
            Object... arguments)
            throws SQLException {
        RowSelect select = new RowSelect(tx.dialect(), catalogue, maps, object);
        String sql = select.ofRows(hint) + " where " + condition;
        return named.resolved(object, tx.list(sql, row -> select.row(row, business), arguments));
    }
}
