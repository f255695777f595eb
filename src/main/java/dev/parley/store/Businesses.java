package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The businesses of this database: their uuids, which are the same at each site, and their local ids. Where the whole database is one business,
 * Parley keeps its uuid.
 */
public final class Businesses {

    /**
     * A business of this database.
     *
     * @param id its local id
     */
    public record Business(UUID uuid, long id) {}

    /** The local id of the business that is the whole database. */
    static final long WHOLE = 1;

    private static final String NAME = "name";

    private final Tx tx;
    private final Optional<CatalogueObject> object;
    private final Map<Long, UUID> known = new HashMap<>();

    /** The businesses, in that transaction. */
    public Businesses(Tx tx, Catalogue catalogue) {
        this.tx = tx;
        this.object = catalogue.businesses();
    }

    /** The local id of the business of that uuid, if it is here. */
    public Optional<Long> id(UUID uuid) throws SQLException {
        if (object.isEmpty()) {
            return WholeDatabase.business(tx).filter(uuid::equals).map(whole -> WHOLE);
        }
        RowSource rows = rows();
        return tx.first(
                "select %s from %s where %s = ?".formatted(rows.id(), rows.from(), rows.uuid()),
                row -> row.getLong(1),
                uuid);
    }

    /** The uuid of the business with that local id, if there is one. */
    public Optional<UUID> uuid(long id) throws SQLException {
        UUID cached = known.get(id);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<UUID> found = object.isEmpty() ? WholeDatabase.business(tx).filter(whole -> id == WHOLE) : lookUp(id);
        found.ifPresent(uuid -> known.put(id, uuid));
        return found;
    }

    private Optional<UUID> lookUp(long id) throws SQLException {
        RowSource rows = rows();
        return tx.first(
                "select %s from %s where %s = ?".formatted(rows.uuid(), rows.from(), rows.id()),
                row -> UUID.fromString(row.getString(1)),
                id);
    }

    /** The uuids of all businesses, in order of local id; at most {@code limit}. */
    public List<UUID> all(int limit) throws SQLException {
        if (object.isEmpty()) {
            return WholeDatabase.business(tx).stream().toList();
        }
        RowSource rows = rows();
        return tx.list(
                "select %s from %s order by %s limit %d".formatted(rows.uuid(), rows.from(), rows.id(), limit),
                row -> UUID.fromString(row.getString(1)));
    }

    /** What people call the business: its field {@code name}; empty where it has none, or is not here. */
    public String name(UUID uuid) throws SQLException {
        if (object.flatMap(businesses -> businesses.field(NAME)).isEmpty()) {
            return "";
        }
        RowSource rows = rows();
        return tx.first(
                        "select %s from %s where %s = ?".formatted(rows.column(NAME), rows.from(), rows.uuid()),
                        row -> Optional.ofNullable(row.getString(1)),
                        uuid)
                .flatMap(found -> found)
                .orElse("");
    }

    private RowSource rows() {
        return RowSource.of(tx.dialect(), object.orElseThrow(), "t");
    }
}
