package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.CellValues;
import dev.parley.wire.Block;
import dev.parley.wire.BlockRows;
import dev.parley.wire.Packet;
import dev.parley.wire.RecordName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What records that travel refer to, by the uuids by which it travels. */
final class References {

    private final Work work;

    References(Work work) {
        this.work = work;
    }

    /** Of those of the packets whose records exist. */
    Set<RecordName> of(Collection<Packet> packets) throws SQLException {
        Set<RecordName> names = new LinkedHashSet<>();
        for (Packet packet : packets) {
            Optional<CatalogueObject> object = work.catalogue.object(packet.object());
            Map<String, Value> fields =
                    packet.row().isPresent() ? packet.row().get().fields() : existing(packet);
            if (object.isPresent()) {
                add(object.get(), fields, names);
            }
        }
        return names;
    }

    /** Of a record of these values. */
    Set<RecordName> of(CatalogueObject object, Map<String, Value> fields) throws SQLException {
        Set<RecordName> names = new LinkedHashSet<>();
        add(object, fields, names);
        return names;
    }

    private static Map<String, Value> existing(Packet packet) {
        RecordState state = RecordState.of(packet.changes());
        return state.exists() ? state.values() : Map.of();
    }

    /** Of a block. */
    Set<RecordName> of(Block block) throws SQLException {
        Set<RecordName> names = of(block.packets());
        Optional<CatalogueObject> object = work.catalogue.object(block.object());
        if (object.isEmpty()) {
            return names;
        }
        Set<String> needed = new HashSet<>();
        for (Field field : object.get().fields()) {
            if (field.refers()) {
                needed.add(field.name());
                field.namedIn().ifPresent(needed::add);
            }
        }
        BlockRows rows = block.rows();
        List<String> columns = rows.columns().names();
        Cells cells = new Cells(columns.size());
        for (int row = 0; !needed.isEmpty() && row < rows.count(); row++) {
            rows.read(row, cells);
            Map<String, Value> fields = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                if (needed.contains(columns.get(i))) {
                    fields.put(columns.get(i), CellValues.read(cells, i, FieldKind.TEXT));
                }
            }
            add(object.get(), fields, names);
        }
        return names;
    }

    private void add(CatalogueObject object, Map<String, Value> fields, Set<RecordName> names) throws SQLException {
        for (Field field : object.fields()) {
            if (!field.refers()) {
                continue;
            }
            Optional<UUID> uuid = LocalIds.uuid(fields.getOrDefault(field.name(), Value.NULL));
            Optional<String> target = work.local.reference(field, fields).map(reference -> reference.target());
            if (uuid.isPresent() && target.isPresent()) {
                names.add(new RecordName(target.get(), work.maps.canonical(target.get(), uuid.get())));
            }
        }
    }
}
