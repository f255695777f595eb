package dev.parley.store;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Changes that came and must not be taken yet: {@code parley_held}. They are tried again when their time has come. */
public final class HeldBack {

    /**
     * A packet that is held back.
     *
     * @param id the same for the same packet, so that it is held once
     * @param reason a stable word
     * @param readyAt when it is worth trying again, microseconds UTC
     * @param body the packet in its form on the wire
     */
    public record Held(
            UUID id, long link, UUID business, String object, UUID record, String reason, long readyAt, String body) {}

    private final Tx tx;

    /** What is held back, in that transaction. */
    public HeldBack(Tx tx) {
        this.tx = tx;
    }

    /** Holds a packet back. */
    public void add(Held held) throws SQLException {
        remove(held.id());
        tx.update(
                """
                insert into parley_held (id, link, business, object, record, reason, ready_at, body)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                held.id(),
                held.link(),
                held.business(),
                held.object(),
                held.record(),
                held.reason(),
                held.readyAt(),
                held.body());
    }

    /** What came over the link and may be tried now; at most {@code limit}. */
    public List<Held> ready(long link, long now, int limit) throws SQLException {
        return tx.list(
                """
                select id, link, business, object, record, reason, ready_at, body from parley_held
                where link = ? and ready_at <= ? order by ready_at, id limit ?
                """,
                row -> new Held(
                        UUID.fromString(row.getString(1)),
                        row.getLong(2),
                        UUID.fromString(row.getString(3)),
                        row.getString(4),
                        UUID.fromString(row.getString(5)),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8)),
                link,
                now,
                limit);
    }

    /** Forgets a packet that was taken. */
    public void remove(UUID id) throws SQLException {
        tx.update("delete from parley_held where id = ?", id);
    }
}
