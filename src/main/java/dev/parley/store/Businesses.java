package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Identity;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The businesses of this database: their uuids, which are the same at each site, and their local ids. */
public final class Businesses {

    /**
     * A business of this database.
     *
     * @param id its local id
     */
    public record Business(UUID uuid, long id) {}

    private static final String NAME = "name";

    private final Tx tx;
    private final CatalogueObject object;
    private final Map<Long, UUID> known = new HashMap<>();

    /** The businesses, in that transaction. */
    public Businesses(Tx tx, Catalogue catalogue) {
        this.tx = tx;
        this.object = catalogue.businesses();
    }

    /** The local id of the business of that uuid, if it is here. */
    public Optional<Long> id(UUID uuid) throws SQLException {
        return tx.first(
                "select %s from %s where %s = ?".formatted(idColumn(), table(), Columns.uuid(tx.dialect(), object, "")),
                row -> row.getLong(1),
                uuid);
    }

    /** The uuid of the business with that local id, if there is one. */
    public Optional<UUID> uuid(long id) throws SQLException {
        UUID cached = known.get(id);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<UUID> found = tx.first(
                "select %s from %s where %s = ?".formatted(uuidColumn(), table(), idColumn()),
                row -> UUID.fromString(row.getString(1)),
                id);
        found.ifPresent(uuid -> known.put(id, uuid));
        return found;
    }

    /** The uuids of all businesses, in order of local id; at most {@code limit}. */
    public List<UUID> all(int limit) throws SQLException {
        return tx.list(
                "select %s from %s order by %s limit %d".formatted(uuidColumn(), table(), idColumn(), limit),
                row -> UUID.fromString(row.getString(1)));
    }

    /** What people call the business: its field {@code name}; empty where it has none, or is not here. */
    public String name(UUID uuid) throws SQLException {
        if (object.field(NAME).isEmpty()) {
            return "";
        }
        return tx.first(
                        "select %s from %s where %s = ?"
                                .formatted(tx.dialect().quote(NAME), table(), Columns.uuid(tx.dialect(), object, "")),
                        row -> Optional.ofNullable(row.getString(1)),
                        uuid)
                .flatMap(found -> found)
                .orElse("");
    }

    private String table() {
        return tx.dialect().quote(object.table());
    }

    private String idColumn() {
        return tx.dialect().quote(object.idColumn().orElseThrow());
    }

    private String uuidColumn() {
        return tx.dialect().quote(((Identity.UuidColumn) object.identity()).column());
    }
}
