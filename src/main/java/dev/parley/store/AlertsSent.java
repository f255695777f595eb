package dev.parley.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which problems people were told of, and by which channel: {@code parley_alert}. */
public final class AlertsSent {

    private final Tx tx;

    /** Those of the site, in that transaction. */
    public AlertsSent(Tx tx) {
        this.tx = tx;
    }

    /** Open problems of which nobody was told by that channel, the oldest first, at most {@code limit}. */
    public List<Problem.Listed> untold(String channel, int limit) throws SQLException {
        return tx.list(Problems.SELECT + """
                        where state = 'open' and not exists (
                            select 1 from parley_alert a where a.problem = parley_problem.id and a.channel = ?)
                        order by first_seen, id limit ?
                        """, Problems::listed, channel, limit);
    }

    /** When people were last told of anything by that channel, microseconds UTC; empty where never. */
    public Optional<Long> last(String channel) throws SQLException {
        return tx.first(
                "select at_micros from parley_alert where channel = ? order by at_micros desc limit 1",
                row -> row.getLong(1),
                channel);
    }

    /** Notes that people were told of these problems. */
    public void told(String channel, Collection<UUID> problems, long at) throws SQLException {
        for (UUID problem : problems) {
            tx.update("insert into parley_alert (problem, channel, at_micros) values (?, ?, ?)", problem, channel, at);
        }
    }
}
