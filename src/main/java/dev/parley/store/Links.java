package dev.parley.store;

import dev.parley.store.Link.Direction;
import dev.parley.store.Link.Place;
import dev.parley.store.Link.Status;
import dev.parley.store.Link.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The links of this site: {@code parley_link}. */
public final class Links {

    private static final String COLUMNS = """
            id, uuid, business, name, direction, status, remote_url, remote_site, remote_name, key_id,
            received_seq, received_uuid, sent_seq, sent_uuid, my_digest, remote_digest, remote_info, partial_due,
            date_added, last_updated, last_sync, last_partial, last_full""";

    private static final String SELECT = "select " + COLUMNS + " from parley_link ";

    private final Tx tx;
    private final TimeSource time;

    /** The links, in that transaction. */
    public Links(Tx tx, TimeSource time) {
        this.tx = tx;
        this.time = time;
    }

    /**
     * What is needed to make a link.
     *
     * @param remoteSite all zeros where it is not known yet
     * @param key the secret, base64url
     */
    public record NewLink(
            UUID uuid,
            UUID business,
            String name,
            Direction direction,
            Status status,
            String remoteUrl,
            UUID remoteSite,
            String remoteName,
            String keyId,
            String key) {

        @Override
        public String toString() {
            return "NewLink[" + name + "]";
        }
    }

    /** Adds a link. */
    public Link add(NewLink link) throws SQLException {
        long now = time.micros();
        tx.update(
                """
                insert into parley_link (uuid, business, name, flags, direction, status, remote_url, remote_site,
                    remote_name, key_id, link_key, received_seq, received_uuid, sent_seq, sent_uuid, my_digest,
                    remote_digest, remote_info, partial_due, date_added, last_updated, last_sync, last_partial,
                    last_full, last_result)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0, ?, '', '', '', 1, ?, ?, 0, 0, 0, '')
                """,
                link.uuid(),
                link.business(),
                link.name(),
                flags(link.direction()),
                link.direction().word(),
                link.status().word(),
                link.remoteUrl(),
                link.remoteSite(),
                link.remoteName(),
                link.keyId(),
                link.key(),
                Place.START.uuid(),
                Place.START.uuid(),
                now,
                now);
        return byKeyId(link.keyId()).orElseThrow();
    }

    private static int flags(Direction direction) {
        return (direction.pushes() ? 1 : 0) | (direction.pulls() ? 2 : 0);
    }

    /** All links, in order of name. */
    public List<Link> all() throws SQLException {
        return tx.list(SELECT + "order by name, id", Links::link);
    }

    /** What changes when a link comes, goes, or is altered by people: cheap to ask for again and again. */
    public String sign() throws SQLException {
        return tx.first("""
                        select count(*), sum(last_updated % 1000000007 + id), sum(case when status = 'active' then id else 0 end)
                        from parley_link
                        """, row -> row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3))
                .orElse("");
    }

    /** The link of that number. */
    public Optional<Link> byId(long id) throws SQLException {
        return tx.first(SELECT + "where id = ?", Links::link, id);
    }

    /** The link that goes by that name, or has that uuid. */
    public Optional<Link> byName(String name) throws SQLException {
        return tx.first(SELECT + "where name = ? or uuid = ? order by id", Links::link, name, name);
    }

    /** The link whose key has that public name. */
    public Optional<Link> byKeyId(String keyId) throws SQLException {
        return tx.first(SELECT + "where key_id = ?", Links::link, keyId);
    }

    /**
     * A link with its secret, for signing only.
     *
     * @param secret base64url
     */
    public record Keyed(Link link, String secret) {

        @Override
        public String toString() {
            return "Keyed[" + link.name() + "]";
        }
    }

    /** The links of these numbers, with their secrets; those that were removed are left out. */
    public List<Keyed> keyed(Collection<Long> ids) throws SQLException {
        return keyedBy("id", ids);
    }

    /** The links whose keys have these public names, with their secrets; names of none are left out. */
    public List<Keyed> keyedByKeyId(Collection<String> keyIds) throws SQLException {
        return keyedBy("key_id", keyIds);
    }

    private List<Keyed> keyedBy(String column, Collection<?> values) throws SQLException {
        List<Keyed> found = new ArrayList<>();
        for (List<?> part : tx.parts(values)) {
            found.addAll(tx.list(
                    "select %s, link_key from parley_link where %s%s".formatted(COLUMNS, column, tx.anyOf(part)),
                    row -> new Keyed(link(row), row.getString(24)),
                    part));
        }
        return found;
    }

    /** The secret of a link, base64url: for signing only. */
    public String key(long id) throws SQLException {
        return tx.first("select link_key from parley_link where id = ?", row -> row.getString(1), id)
                .orElseThrow(() -> new StoreException("the link was removed"));
    }

    /**
     * Notes who accepted an invitation, and that the link is in use from now on.
     *
     * @return false, and nothing is noted, where another site accepted it before
     */
    public boolean accepted(long id, UUID site, String name, String url, Direction direction) throws SQLException {
        return tx.update("""
                        update parley_link set remote_site = ?, remote_name = ?, remote_url = ?, direction = ?, flags = ?,
                            status = case when status = 'invited' then 'active' else status end, last_updated = ?
                        where id = ? and (status = 'invited' or remote_site = ?)
                        """, site, name, url, direction.word(), flags(direction), time.micros(), id, site) == 1;
    }

    /** Calls a link something else. */
    public void rename(long id, String name) throws SQLException {
        tx.update("update parley_link set name = ?, last_updated = ? where id = ?", name, time.micros(), id);
    }

    /** Notes how the last sync went, as JSON. */
    public void result(long id, String json) throws SQLException {
        tx.update("update parley_link set last_result = ? where id = ?", json, id);
    }

    /** How the last sync went, as JSON; empty where none was run. */
    public String result(long id) throws SQLException {
        return tx.first("select last_result from parley_link where id = ?", row -> row.getString(1), id)
                .orElse("");
    }

    /** Lets a link rest, or go on. */
    public void setStatus(long id, Status status) throws SQLException {
        tx.update("update parley_link set status = ?, last_updated = ? where id = ?", status.word(), time.micros(), id);
    }

    /** Takes a link away, with what was held back for it. */
    public void remove(long id) throws SQLException {
        tx.update("delete from parley_held where link = ?", id);
        tx.update("delete from parley_link_log where link = ?", id);
        tx.update("delete from parley_link where id = ?", id);
    }

    /** Notes what this site has of the other's feed: in the transaction that holds it. */
    public void received(long id, Place place) throws SQLException {
        tx.update(
                "update parley_link set received_seq = ?, received_uuid = ? where id = ?",
                place.seq(),
                place.uuid(),
                id);
    }

    /** Notes what the other site said that it has of our feed. */
    public void sent(long id, Place place) throws SQLException {
        tx.update("update parley_link set sent_seq = ?, sent_uuid = ? where id = ?", place.seq(), place.uuid(), id);
    }

    /** Notes what the two said of their objects when they shook hands. */
    public void handshake(long id, String myDigest, String remoteDigest, String remoteObjects) throws SQLException {
        tx.update(
                "update parley_link set my_digest = ?, remote_digest = ?, remote_info = ? where id = ?",
                myDigest,
                remoteDigest,
                remoteObjects,
                id);
    }

    /** Notes whether all records are to be compared at the next sync. */
    public void compareDue(long id, boolean due) throws SQLException {
        tx.update("update parley_link set partial_due = ? where id = ?", due, id);
    }

    /** Notes that a sync came to its end. */
    public void synced(long id, boolean partial) throws SQLException {
        long now = time.micros();
        tx.update(
                partial
                        ? "update parley_link set last_sync = ?, last_partial = " + now + " where id = ?"
                        : "update parley_link set last_sync = ? where id = ?",
                now,
                id);
    }

    /** Notes that the content of all records was compared. */
    public void compared(long id) throws SQLException {
        tx.update("update parley_link set last_full = ? where id = ?", time.micros(), id);
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getLong(1),
                UUID.fromString(row.getString(2)),
                UUID.fromString(row.getString(3)),
                row.getString(4),
                Direction.ofWord(row.getString(5)),
                Status.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                row.getString(7),
                UUID.fromString(row.getString(8)),
                row.getString(9),
                row.getString(10),
                new Place(row.getLong(11), UUID.fromString(row.getString(12))),
                new Place(row.getLong(13), UUID.fromString(row.getString(14))),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getInt(18) == 1,
                new Times(row.getLong(19), row.getLong(20), row.getLong(21), row.getLong(22), row.getLong(23)));
    }
}
