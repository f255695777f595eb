package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says how much there is to read of records before it is read, so that no more of them are read at once than memory has room for. */
public final class RecordSizes {

    private static final Set<FieldKind> OPEN = EnumSet.of(FieldKind.TEXT, FieldKind.JSON, FieldKind.BINARY);

    private final Tx tx;
    private final UuidMaps maps;

    /** Of what that transaction sees. */
    public RecordSizes(Tx tx, UuidMaps maps) {
        this.tx = tx;
        this.maps = maps;
    }

    /** How many bytes all that may be long in each record's row and its changes have, by canonical uuid; records without any are left out. */
    public Map<UUID, Long> of(CatalogueObject object, Collection<UUID> records) throws SQLException {
        Map<UUID, Long> sizes = new HashMap<>();
        Collection<UUID> names = maps.names(object.name(), records);
        for (List<UUID> part : tx.parts(names)) {
            add(
                    sizes,
                    object,
                    "select record, sum(octet_length(fields) + coalesce(octet_length(baseline_fields), 0)) from parley_change"
                            + " where object = ? and record%s group by record".formatted(tx.anyOf(part)),
                    object.name(),
                    part);
        }
        List<Field> open = object.fields().stream().filter(RecordSizes::isOpen).toList();
        if (object.hasUuids() && !open.isEmpty()) {
            RowSource source = RowSource.of(tx.dialect(), object, "t");
            String sum = open.stream()
                    .map(field ->
                            "coalesce(%s, 0)".formatted(tx.dialect().bytes(source.column(field.name()), field.kind())))
                    .collect(Collectors.joining(" + "));
            for (List<UUID> part : tx.parts(names)) {
                String sql = "select %s, %s from %s where %s%s"
                        .formatted(source.uuid(), sum, source.from(), source.uuid(), tx.anyOf(part));
                add(sizes, object, sql, part);
            }
        }
        return sizes;
    }

    /** Whether its type says nothing of how long its values can be. */
    private static boolean isOpen(Field field) {
        return field.reference().isEmpty()
                && OPEN.contains(field.kind())
                && !field.type().contains("(");
    }

    private void add(Map<UUID, Long> sizes, CatalogueObject object, String sql, Object... arguments)
            throws SQLException {
        for (Map.Entry<UUID, Long> size :
                tx.list(sql, row -> Map.entry(UUID.fromString(row.getString(1)), row.getLong(2)), arguments)) {
            sizes.merge(maps.canonical(object.name(), size.getKey()), size.getValue(), Long::sum);
        }
    }
}
