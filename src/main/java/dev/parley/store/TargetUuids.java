package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Reference;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds which records local ids stand for, among the rows that are there. */
final class TargetUuids {

    private final Tx tx;
    private final Catalogue catalogue;

    TargetUuids(Tx tx, Catalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
    }

    /** The uuids, as their table knows them, of the rows that these ids of a reference point to, by id; what is no number points nowhere. */
    Map<String, UUID> of(Reference reference, Collection<String> ids) throws SQLException {
        Map<String, UUID> known = new HashMap<>();
        CatalogueObject target = catalogue.require(reference.target());
        RowSource rows = RowSource.of(tx.dialect(), target, "t");
        String column = rows.column(reference.targetColumn());
        List<Long> numbers =
                ids.stream().filter(TargetUuids::isId).map(Long::valueOf).toList();
        for (List<Long> part : tx.parts(numbers)) {
            tx.each(
                    "select %s, %s from %s where %s%s"
                            .formatted(column, rows.uuid(), rows.from(), column, tx.anyOf(part)),
                    row -> known.put(row.getString(1), UUID.fromString(row.getString(2))),
                    part);
        }
        return known;
    }

    /** Whether the text can be a local id: up to 18 digits. */
    static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= 18
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }
}
