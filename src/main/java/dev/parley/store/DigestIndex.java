package dev.parley.store;

import dev.parley.digest.Leaves;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Keeps what was found out by reading many rows: for an object and a business the fingerprints of which versions of its records are here. Each
 * was true at a place of the feed, and says which records were not settled then; whoever uses it brings it up to date by what the log says since.
 */
public final class DigestIndex {

    private final Tx tx;

    /** The index, in that transaction. */
    public DigestIndex(Tx tx) {
        this.tx = tx;
    }

    /**
     * What is kept of an object.
     *
     * @param catalogue digest of the catalogue under which it was made
     * @param place up to where in the feed it is true
     * @param unsettled records, by any uuid, of which something was captured that was not in the log yet
     */
    public record Kept(String catalogue, FeedEntry.Place place, Collection<UUID> unsettled, Leaves leaves) {}

    /** What is kept; empty where nothing is. */
    public Optional<Kept> find(String business, String object) throws SQLException {
        return tx.first(
                "select catalogue, seq, uuid, unsettled, leaves from parley_digest where business = ? and object = ?",
                DigestIndex::kept,
                business,
                object);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString(1),
                new FeedEntry.Place(row.getLong(2), UUID.fromString(row.getString(3)), OptionalLong.empty()),
                UuidList.read(row.getString(4)),
                Leaves.ofBytes(Base64.getDecoder().decode(row.getString(5))));
    }

    /** Keeps what is newer than what is kept. Takes the feed lock. */
    public void save(String business, String object, Kept kept) throws SQLException {
        new ChangeLog(tx).lock();
        Optional<Long> known = tx.first(
                "select seq from parley_digest where business = ? and object = ? and catalogue = ?",
                row -> row.getLong(1),
                business,
                object,
                kept.catalogue());
        if (known.isPresent() && known.get() > kept.place().seq()) {
            return;
        }
        tx.update("delete from parley_digest where business = ? and object = ?", business, object);
        tx.update(
                """
                insert into parley_digest (business, object, catalogue, seq, uuid, unsettled, leaves)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                business,
                object,
                kept.catalogue(),
                kept.place().seq(),
                kept.place().uuid(),
                UuidList.write(List.copyOf(kept.unsettled())),
                Base64.getEncoder().encodeToString(kept.leaves().toBytes()));
    }

    /** Forgets what is kept of a business, so that its rows are read anew. */
    public void forget(String business) throws SQLException {
        tx.update("delete from parley_digest where business = ?", business);
    }

    /** Forgets what is kept of an object of a business. */
    public void forget(String business, String object) throws SQLException {
        tx.update("delete from parley_digest where business = ? and object = ?", business, object);
    }
}
