package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Locks rows of the application's tables until commit. */
public final class RowLocks {

    private final Tx tx;
    private final RecordRows rows;
    private final ScopeSql scopes;

    /** Of these rows, in that transaction. */
    public RowLocks(Tx tx, Catalogue catalogue, RecordRows rows) {
        this.tx = tx;
        this.rows = rows;
        this.scopes = new ScopeSql(tx.dialect(), catalogue);
    }

    /** Reads rows by a select that is made one which locks them; gives those that it found. */
    @FunctionalInterface
    private interface Locking {
        Set<UUID> read(Collection<UUID> uuids, UnaryOperator<String> lock) throws SQLException;
    }

    /**
     * Locks the rows of these uuids, as their table knows them.
     *
     * @return those that are there
     */
    public Set<UUID> lock(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        if (tx.dialect().forUpdate().isEmpty() || !object.hasUuids()) {
            return new HashSet<>();
        }
        return lock(object, uuids, (some, lock) -> found(object, some, lock));
    }

    /** Locks the rows of these uuids and gives them as they are then. For objects with a uuid column. */
    public List<Row> locked(CatalogueObject object, Collection<UUID> uuids) throws SQLException {
        Optional<String> alone = tx.dialect().forUpdateOf("t");
        if (alone.isEmpty() && !object.references().isEmpty()) {
            // Read with what it refers to, that would be locked too.
            lock(object, uuids);
            return rows.byUuid(object, uuids);
        }
        List<Row> locked = new ArrayList<>();
        lock(object, uuids, (some, lock) -> {
            UnaryOperator<String> locking = alone.isPresent() ? select -> select + alone.orElseThrow() : lock;
            Set<UUID> found = new HashSet<>();
            for (List<UUID> part : tx.parts(some)) {
                for (Row row : rows.ofUuids(object, part, locking)) {
                    locked.add(row);
                    found.add(row.uuid());
                }
            }
            return found;
        });
        return rows.withWaiting(object, locked);
    }

    /** By one statement, and where that does not wait for others, by one for each row that somebody else has locked. */
    private Set<UUID> lock(CatalogueObject object, Collection<UUID> uuids, Locking locking) throws SQLException {
        Set<UUID> locked = locking.read(uuids, this::lockingFree);
        if (tx.dialect().lockingFree("").isPresent()) {
            List<UUID> others =
                    uuids.stream().filter(uuid -> !locked.contains(uuid)).toList();
            for (UUID waitedFor : found(object, others, UnaryOperator.identity())) {
                locked.addAll(locking.read(List.of(waitedFor), this::locking));
            }
        }
        return locked;
    }

    private String locking(String select) {
        return select + tx.dialect().forUpdate();
    }

    private String lockingFree(String select) {
        return tx.dialect().lockingFree(select).orElseGet(() -> locking(select));
    }

    private Set<UUID> found(CatalogueObject object, Collection<UUID> uuids, UnaryOperator<String> lock)
            throws SQLException {
        Set<UUID> found = new HashSet<>();
        RowSource source = source(object);
        for (List<UUID> part : tx.parts(uuids)) {
            tx.each(
                    lock.apply("select %s from %s where %s%s"
                            .formatted(source.uuid(), source.from(), source.uuid(), tx.anyOf(part))),
                    row -> found.add(UUID.fromString(row.getString(1))),
                    part);
        }
        return found;
    }

    /** Locks the rows that {@link RecordRows#matching} finds. */
    public void lockMatching(
            CatalogueObject object, Businesses.Business business, List<String> fields, List<List<Value>> values)
            throws SQLException {
        if (tx.dialect().forUpdate().isEmpty()) {
            return;
        }
        new Sought(tx, object, fields).each(values, part -> {
            int locked = count(object, business, fields, part, this::lockingFree);
            if (tx.dialect().lockingFree("").isPresent()
                    && locked < count(object, business, fields, part, UnaryOperator.identity())) {
                for (List<Value> key : part) {
                    count(object, business, fields, List.of(key), this::locking);
                }
            }
        });
    }

    /** How many rows there are with these values; reading them is what locks them. */
    private int count(
            CatalogueObject object,
            Businesses.Business business,
            List<String> fields,
            List<List<Value>> values,
            UnaryOperator<String> lock)
            throws SQLException {
        KeyCondition key =
                new KeyCondition(tx, scopes, object, fields, values, (column, field, value) -> column + " = ?");
        String select = "select 1 from " + source(object).from();
        int count = 0;
        try (PreparedStatement statement = key.prepare(select, business, lock);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                count++;
            }
        }
        return count;
    }

    private RowSource source(CatalogueObject object) {
        return RowSource.of(tx.dialect(), object, "t");
    }
}
