package dev.parley.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What a person should look at: {@code parley_problem}. */
public final class Problems {

    static final String SELECT = """
            select id, kind, link, business, object, record, field, message, detail, first_seen, last_seen, times, state
            from parley_problem
            """;

    private final Tx tx;
    private final TimeSource time;

    /** The problems, in that transaction. */
    public Problems(Tx tx, TimeSource time) {
        this.tx = tx;
        this.time = time;
    }

    /** Puts a problem on the list, or counts it once more; gives whether it is new (or open again). */
    public boolean report(Problem problem) throws SQLException {
        long now = time.micros();
        boolean open = tx.first("select state from parley_problem where id = ?", row -> row.getString(1), problem.id())
                .filter("open"::equals)
                .isPresent();
        int known = tx.update(
                "update parley_problem set last_seen = ?, times = times + 1, state = 'open', message = ?, detail = ?"
                        + " where id = ?",
                now,
                problem.message(),
                problem.detail(),
                problem.id());
        if (known == 0) {
            tx.update(
                    """
                    insert into parley_problem (id, kind, link, business, object, record, field, message, detail,
                        first_seen, last_seen, times, state)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'open')
                    """,
                    problem.id(),
                    problem.kind(),
                    problem.link().isPresent() ? (Object) problem.link().getAsLong() : null,
                    problem.business(),
                    problem.object(),
                    problem.record(),
                    problem.field(),
                    problem.message(),
                    problem.detail(),
                    now,
                    now);
        }
        if (!open) {
            // Whoever was told of it before is told again.
            tx.update("delete from parley_alert where problem = ?", problem.id());
        }
        return !open;
    }

    /** Marks as resolved what is open of that kind about a record; gives how many. */
    public int resolve(String kind, String object, UUID record) throws SQLException {
        return tx.update(
                "update parley_problem set state = 'resolved' where kind = ? and object = ? and record = ? and state ="
                        + " 'open'",
                kind,
                object,
                record);
    }

    /** Whether any problem of that kind is open. */
    public boolean anyOpen(String kind) throws SQLException {
        return tx.first("select 1 from parley_problem where state = 'open' and kind = ? limit 1", row -> true, kind)
                .isPresent();
    }

    /** Marks problems as resolved, those that are there and open; gives how many. */
    public int resolve(Collection<UUID> ids) throws SQLException {
        int resolved = 0;
        for (List<UUID> part : tx.parts(ids)) {
            resolved += tx.update(
                    "update parley_problem set state = 'resolved' where state = 'open' and id" + tx.anyOf(part), part);
        }
        return resolved;
    }

    /** Marks a problem as resolved, if it is there. */
    public int resolve(UUID id) throws SQLException {
        return tx.update("update parley_problem set state = 'resolved' where id = ? and state = 'open'", id);
    }

    /** The open problems, the newest first. */
    public List<Problem.Listed> open() throws SQLException {
        return tx.list(SELECT + "where state = 'open' order by first_seen desc, id", Problems::listed);
    }

    /** All problems, resolved ones too, the newest first. */
    public List<Problem.Listed> all() throws SQLException {
        return tx.list(SELECT + "order by first_seen desc, id", Problems::listed);
    }

    /** The problem of that id. */
    public Optional<Problem.Listed> byId(UUID id) throws SQLException {
        return tx.first(SELECT + "where id = ?", Problems::listed, id);
    }

    /** Open conflicts of records that have changed since they were last {@link #reviewed}, at most {@code limit}. */
    public List<Problem> unreviewed(int limit) throws SQLException {
        return tx.list(SELECT + """
            where state = 'open' and kind = 'conflict' and seen_version <> (
                select max(r.version) from parley_record r
                where r.object = parley_problem.object and r.record = parley_problem.record)
            order by first_seen, id limit ?
            """, Problems::listed, limit).stream()
                .map(Problem.Listed::problem)
                .toList();
    }

    /** Notes that a problem about a record was held against what is known of the record now. */
    public void reviewed(Problem problem) throws SQLException {
        tx.update("""
            update parley_problem set seen_version = coalesce((
                select max(r.version) from parley_record r where r.object = ? and r.record = ?), '')
            where id = ?
            """, problem.object(), problem.record(), problem.id());
    }

    /** How many are open. */
    public long countOpen() throws SQLException {
        return tx.first("select count(*) from parley_problem where state = 'open'", row -> row.getLong(1))
                .orElse(0L);
    }

    static Problem.Listed listed(ResultSet row) throws SQLException {
        long link = row.getLong(3);
        OptionalLong of = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(link);
        Problem problem = new Problem(
                UUID.fromString(row.getString(1)),
                row.getString(2),
                of,
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
        return new Problem.Listed(
                problem,
                row.getLong(10),
                row.getLong(11),
                row.getInt(12),
                row.getString(13).equals("open"));
    }
}
