package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Derived;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The select of an object's rows: local id, uuid, then the fields, with uuids for references. And how what it gives is read. */
final class RowSelect {

    /** How many columns stand before the fields. */
    static final int HEAD = 2;

    private final Dialect dialect;
    private final CatalogueObject object;
    private final UuidMaps maps;
    private final List<Field> fields;
    private final Fields.Names names;
    private final List<String> columns = new ArrayList<>();
    private final List<String> joins = new ArrayList<>();

    RowSelect(Dialect dialect, Catalogue catalogue, UuidMaps maps, CatalogueObject object) {
        this(dialect, catalogue, maps, object, object.fields());
    }

    /** The select of no more than these fields. */
    RowSelect(Dialect dialect, Catalogue catalogue, UuidMaps maps, CatalogueObject object, List<Field> fields) {
        this.dialect = dialect;
        this.object = object;
        this.maps = maps;
        this.fields = List.copyOf(fields);
        this.names = new Fields.Names(fields.stream().map(Field::name).toList());
        columns.add(object.idColumn().map(id -> Columns.of(dialect, id, "t")).orElse("null"));
        columns.add(object.hasUuids() ? RowSource.of(dialect, object, "t").uuid() : "null");
        for (Field field : fields) {
            if (field.reference().isEmpty()) {
                columns.add(dialect.exactly(Columns.of(dialect, field.name(), "t"), field.kind(), field.type()));
                continue;
            }
            String alias = "r" + joins.size();
            CatalogueObject target = catalogue.require(field.reference().get().target());
            RowSource pointed = RowSource.of(dialect, target, alias);
            columns.add(pointed.uuid());
            joins.add(pointed.leftJoin("%s = %s"
                    .formatted(
                            pointed.column(field.reference().get().targetColumn()),
                            Columns.of(dialect, field.name(), "t"))));
        }
    }

    /**
     * The select without a condition; the table goes by {@code t}.
     *
     * @param hint what follows the table; only for an object with a uuid column
     */
    String sql(String hint) {
        return "select " + String.join(", ", columns) + " from "
                + RowSource.of(dialect, object, "t").from() + hint + String.join("", joins);
    }

    /** The same for {@link #row}: the business column, where there is one, stands after the fields. */
    String ofRows(String hint) {
        String business =
                object.scope() instanceof Scope.Column scope ? Columns.of(dialect, scope.column(), "t") : "null";
        return "select " + String.join(", ", columns) + ", " + business + " from "
                + RowSource.of(dialect, object, "t").from() + hint + String.join("", joins);
    }

    /** What its columns hold. */
    List<FieldKind> kinds() {
        List<FieldKind> kinds = new ArrayList<>(List.of(FieldKind.INTEGER, FieldKind.TEXT));
        fields.forEach(field -> kinds.add(field.reference().isPresent() ? FieldKind.TEXT : field.kind()));
        return kinds;
    }

    /** The row on which the result stands. */
    Row row(ResultSet row, Optional<Businesses.Business> of) throws SQLException {
        Value[] values = new Value[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            int index = HEAD + 1 + i;
            values[i] =
                    field.reference().isPresent() ? target(row, index, field) : dialect.read(row, index, field.kind());
        }
        Fields all = names.with(values);
        String id = row.getString(1);
        UUID uuid =
                object.identity() instanceof Identity.Key key ? keyed(key, all, of) : UUID.fromString(row.getString(2));
        long owner = row.getLong(HEAD + values.length + 1);
        Value business = row.wasNull() ? Value.NULL : Value.of(Long.toString(owner));
        return new Row(
                uuid, maps.canonical(object.name(), uuid), id == null ? Value.NULL : Value.of(id), business, all);
    }

    private Value target(ResultSet row, int index, Field field) throws SQLException {
        String uuid = row.getString(index);
        if (uuid == null) {
            return Value.NULL;
        }
        String target = field.reference().orElseThrow().target();
        return Value.of(maps.canonical(target, UUID.fromString(uuid)).toString());
    }

    private UUID keyed(Identity.Key key, Map<String, Value> all, Optional<Businesses.Business> business) {
        List<Value> values = key.fields().stream().map(all::get).toList();
        return Derived.keyed(object.name(), business.orElseThrow().uuid(), values);
    }
}
