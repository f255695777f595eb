package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.digest.ContentHash;
import dev.parley.digest.Entry;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import dev.parley.wire.Block;
import dev.parley.wire.BlockRows;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What rows hold, for people to see and to tell which fields differ: a long value is cut short, with its length and a hash, so that no row is
 * large and unequal values are unequal still.
 */
final class ShownRows {

    private static final int LONGEST = 256;
    private static final int SHOWN = 160;

    private final Work work;
    private final CatalogueObject object;
    private final List<String> fields;

    /** Of an object's rows, these fields of them. */
    ShownRows(Work work, CatalogueObject object, List<String> fields) {
        this.work = work;
        this.object = object;
        this.fields = fields;
    }

    /** The rows of these records, as they travel, in order of uuid. */
    Block of(Collection<UUID> records) throws SQLException {
        BlockRows.Builder rows = new BlockRows.Builder(new BlockRows.Columns(fields, Set.of(), Optional.empty()));
        Cells cells = new Cells(fields.size());
        List<Map.Entry<UUID, Row>> found = new ArrayList<>(
                new ContentRows(work, object, fields).rows(records).entrySet());
        found.sort(Map.Entry.comparingByKey(Uuids.ORDER));
        for (Map.Entry<UUID, Row> row : found) {
            for (int i = 0; i < fields.size(); i++) {
                Value value = row.getValue().fields().getOrDefault(fields.get(i), Value.NULL);
                if (value.isNull()) {
                    cells.setNull(i);
                } else {
                    cells.set(i, shown(value.text()));
                }
            }
            rows.add(row.getKey(), cells);
        }
        return new Block(object.name(), Optional.empty(), rows.build(), List.of());
    }

    /** What {@link #of} gave, by record and field. */
    static Map<UUID, Map<String, Value>> read(Block block) {
        Map<UUID, Map<String, Value>> rows = new LinkedHashMap<>();
        List<String> names = block.rows().columns().names();
        Cells cells = new Cells(names.size());
        for (int row = 0; row < block.rows().count(); row++) {
            block.rows().read(row, cells);
            Map<String, Value> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), cells.isNull(i) ? Value.NULL : Value.of(cells.text(i)));
            }
            rows.put(block.rows().record(row), values);
        }
        return rows;
    }

    private static String shown(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        ContentHash hash = new ContentHash();
        hash.add(text.getBytes(StandardCharsets.UTF_8));
        Entry entry = hash.entry(new UUID(0, 0));
        int end = text.offsetByCodePoints(0, text.codePointCount(0, SHOWN));
        return "%s… (%d characters, hash %s)"
                .formatted(text.substring(0, end), text.length(), HexFormat.of().toHexDigits(entry.high()));
    }
}
