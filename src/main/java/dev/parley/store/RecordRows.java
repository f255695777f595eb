package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.NaturalKey;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads rows of the application's tables as records: references as canonical uuids, what waits laid over. */
public final class RecordRows {

    /**
     * A row, as the record that it is.
     *
     * @param uuid the uuid by which its table knows it, or its derived one
     * @param record its canonical uuid
     * @param id its local id, null where its table has none
     * @param fields every field
     */
    public record Row(UUID uuid, UUID record, Value id, Map<String, Value> fields) {

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

    /**
     * Locks the rows of these uuids, as their table knows them, until commit.
     *
     * @return those that are there
     */
    public Set<UUID> lock(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        Set<UUID> locked = new HashSet<>();
        if (tx.dialect().forUpdate().isEmpty() || !object.hasUuids()) {
            return locked;
        }
        RowSource source = source(object);
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    "select %s from %s where %s%s%s"
                            .formatted(
                                    source.uuid(),
                                    source.from(),
                                    source.uuid(),
                                    tx.anyOf(part),
                                    tx.dialect().forUpdate()),
                    row -> locked.add(UUID.fromString(row.getString(1))),
                    part);
        }
        return locked;
    }

    /** The rows of these uuids, as their table knows them. For objects with a uuid column. */
    public List<Row> byUuid(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (List<UUID> part : tx.parts(uuids)) {
            String condition = source(object).uuid() + tx.anyOf(part);
            rows.addAll(select(object, Optional.empty(), condition, part));
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
        return overlay.over(object, select(object, Optional.of(business), condition, arguments.toArray()));
    }

    /** All rows of the business of an object that is known by key, in no order. */
    public List<Row> keyed(CatalogueObject object, Businesses.Business business) throws SQLException {
        String condition = scopes.condition(object, "t");
        return overlay.over(object, select(object, Optional.of(business), condition, business.id()));
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
        for (List<List<Value>> part : Parts.of(values, 200)) {
            KeyCondition key = new KeyCondition(object, fields, part, comparison);
            try (PreparedStatement statement = key.prepare(new Shape(object).sql, business, "")) {
                rows.addAll(named.resolved(object, new Shape(object).read(statement, Optional.of(business))));
            }
        }
        return overlay.over(object, rows);
    }

    /** Locks, until commit, the rows that {@link #matching} finds. */
    public void lockMatching(
            CatalogueObject object, Businesses.Business business, List<String> fields, List<List<Value>> values)
            throws SQLException {
        String lock = tx.dialect().forUpdate();
        if (lock.isEmpty()) {
            return;
        }
        for (List<List<Value>> part : Parts.of(values, 200)) {
            KeyCondition key = new KeyCondition(object, fields, part, (column, field, value) -> column + " = ?");
            String select = "select 1 from " + source(object).from();
            try (PreparedStatement statement = key.prepare(select, business, lock);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    // Reading the row is what locks it.
                }
            }
        }
    }

    /** The condition that some fields of a business's row have one of several values. */
    private final class KeyCondition {
        private final CatalogueObject object;
        private final String condition;
        private final List<Value> arguments = new ArrayList<>();
        private final List<Field> kinds = new ArrayList<>();

        KeyCondition(CatalogueObject object, List<String> fields, List<List<Value>> values, Comparison comparison) {
            this.object = object;
            List<String> ors = new ArrayList<>();
            for (List<Value> key : values) {
                List<String> ands = new ArrayList<>();
                for (int i = 0; i < fields.size(); i++) {
                    Field field = object.field(fields.get(i)).orElseThrow();
                    ands.add(comparison.of(Columns.of(tx.dialect(), field.name(), "t"), field, key.get(i)));
                    arguments.add(comparison.argument(field, key.get(i)));
                    kinds.add(field);
                }
                ors.add("(" + String.join(" and ", ands) + ")");
            }
            String either = "(" + String.join(" or ", ors) + ")";
            this.condition = object.isShared() ? either : either + " and " + scopes.condition(object, "t");
        }

        PreparedStatement prepare(String select, Businesses.Business business, String end) throws SQLException {
            PreparedStatement statement = tx.connection().prepareStatement(select + " where " + condition + end);
            for (int i = 0; i < arguments.size(); i++) {
                tx.dialect()
                        .bind(statement, i + 1, arguments.get(i), kinds.get(i).kind());
            }
            if (!object.isShared()) {
                statement.setLong(arguments.size() + 1, business.id());
            }
            return statement;
        }
    }

    /** Those of the uuids, as their table knows them, whose record belongs to the business. */
    public List<UUID> inBusiness(CatalogueObject object, Businesses.Business business, Collection<UUID> uuids)
            throws SQLException {
        List<UUID> found = new ArrayList<>();
        String uuid = source(object).uuid();
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

    /** How many rows the business has. */
    public long count(CatalogueObject object, Businesses.Business business) throws SQLException {
        return tx.first(
                        "select count(*) from %s where %s"
                                .formatted(source(object).from(), scopes.condition(object, "t")),
                        row -> row.getLong(1),
                        business.id())
                .orElse(0L);
    }

    /** The uuid and last_updated (0 without) of the business's rows in order of uuid, after that one; at most {@code limit}. */
    public List<Stamp> stamps(CatalogueObject object, Businesses.Business business, Optional<UUID> after, int limit)
            throws SQLException {
        Dialect dialect = tx.dialect();
        RowSource source = source(object);
        String uuid = source.uuid();
        String updated = object.updatedField()
                .map(name -> Columns.of(dialect, name, "t"))
                .orElse("null");
        List<Object> arguments = new ArrayList<>(List.of(business.id()));
        String more = "";
        if (after.isPresent()) {
            more = " and " + uuid + " > ?";
            arguments.add(after.get());
        }
        String sql = "select %s, %s from %s where %s%s order by %s limit %d"
                .formatted(uuid, updated, source.from(), scopes.condition(object, "t"), more, uuid, limit);
        return tx.list(sql, row -> stamp(object, row), arguments.toArray());
    }

    /** A row's uuid, as its table knows it, and last_updated in microseconds. */
    public record Stamp(UUID uuid, long updated) {}

    private Stamp stamp(CatalogueObject object, ResultSet row) throws SQLException {
        UUID uuid = UUID.fromString(row.getString(1));
        if (object.updatedField().isEmpty()) {
            return new Stamp(uuid, 0);
        }
        Field field = object.field(object.updatedField().get()).orElseThrow();
        Value updated = tx.dialect().read(row, 2, field.kind());
        // What stands for a date that is no day tells no more of when than that does.
        boolean none = !tx.dialect().hasZeroDates() && updated.equals(WaitingOverlay.standIn(field));
        return new Stamp(uuid, none ? 0 : Moments.micros(updated, field.kind()));
    }

    private RowSource source(CatalogueObject object) {
        return RowSource.of(tx.dialect(), object, "t");
    }

    private List<Row> select(
            CatalogueObject object, Optional<Businesses.Business> business, String condition, Object... arguments)
            throws SQLException {
        Shape shape = new Shape(object);
        return named.resolved(
                object, tx.list(shape.sql + " where " + condition, row -> shape.row(row, business), arguments));
    }

    /** The select of an object's rows, and how what it gives is read. */
    private final class Shape {
        private final CatalogueObject object;
        private final String sql;

        Shape(CatalogueObject object) {
            this.object = object;
            Dialect dialect = tx.dialect();
            RowSource source = source(object);
            List<String> columns = new ArrayList<>();
            List<String> joins = new ArrayList<>();
            columns.add(
                    object.idColumn().map(id -> Columns.of(dialect, id, "t")).orElse("null"));
            columns.add(object.hasUuids() ? source.uuid() : "null");
            for (Field field : object.fields()) {
                if (field.reference().isEmpty()) {
                    columns.add(dialect.exactly(Columns.of(dialect, field.name(), "t"), field.kind(), field.type()));
                    continue;
                }
                String alias = "r" + joins.size();
                CatalogueObject target =
                        catalogue.require(field.reference().get().target());
                RowSource pointed = RowSource.of(dialect, target, alias);
                columns.add(pointed.uuid());
                joins.add(pointed.leftJoin("%s = %s"
                        .formatted(
                                pointed.column(field.reference().get().targetColumn()),
                                Columns.of(dialect, field.name(), "t"))));
            }
            this.sql = "select " + String.join(", ", columns) + " from " + source.from() + String.join("", joins);
        }

        List<Row> read(PreparedStatement statement, Optional<Businesses.Business> business) throws SQLException {
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row, business));
                }
            }
            return rows;
        }

        private Row row(ResultSet row, Optional<Businesses.Business> business) throws SQLException {
            Map<String, Value> fields = new HashMap<>();
            int index = 3;
            for (Field field : object.fields()) {
                fields.put(
                        field.name(),
                        field.reference().isPresent() ? target(row, index, field) : plain(row, index, field));
                index++;
            }
            String id = row.getString(1);
            UUID uuid = object.identity() instanceof Identity.Key key
                    ? keyed(key, fields, business)
                    : UUID.fromString(row.getString(2));
            return new Row(uuid, maps.canonical(object.name(), uuid), id == null ? Value.NULL : Value.of(id), fields);
        }

        private Value plain(ResultSet row, int index, Field field) throws SQLException {
            return tx.dialect().read(row, index, field.kind());
        }

        private Value target(ResultSet row, int index, Field field) throws SQLException {
            String uuid = row.getString(index);
            if (uuid == null) {
                return Value.NULL;
            }
            String target = field.reference().orElseThrow().target();
            return Value.of(maps.canonical(target, UUID.fromString(uuid)).toString());
        }

        private UUID keyed(Identity.Key key, Map<String, Value> fields, Optional<Businesses.Business> business) {
            List<Value> values = key.fields().stream().map(fields::get).toList();
            return Derived.keyed(object.name(), business.orElseThrow().uuid(), values);
        }
    }
}
