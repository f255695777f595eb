package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One look at what an exchange over a link begins with: asked at each sync, and as one question, since most often there is nothing. Reads nothing of
 * what is in order.
 *
 * @param captured whether something waits to be taken in
 * @param held whether there are records that could not be written, or packets that were held back and may be tried now
 * @param incomplete whether there are records of which changes are missing
 * @param news whether there is something for the other site in the feed, after the place that was asked about
 * @param end where the feed of the link's business ends
 */
public record Glance(boolean captured, boolean held, boolean incomplete, boolean news, Link.Place end) {

    /**
     * Looks.
     *
     * @param since what stands in the feed after that place is news, if it did not come over the link
     * @param now microseconds UTC
     */
    public static Glance over(Tx tx, Catalogue catalogue, Link link, long since, long now) throws SQLException {
        String business = link.business().toString();
        return tx.first(
                        """
                        select case when %s then 1 else 0 end,
                          case when %s or exists (select 1 from parley_held where link = ? and ready_at <= ?) then 1 else 0 end,
                          case when %s then 1 else 0 end,
                          case when (select 1 from parley_change %s) = 1 then 1 else 0 end,
                          c.seq, c.uuid
                        from parley_feed f left join parley_change c on c.seq = %s where f.id = 1
                        """.formatted(
                                        Capture.isPending(tx, catalogue),
                                        RecordIndex.ANY_HELD,
                                        RecordIndex.ANY_INCOMPLETE,
                                        ChangeLog.AFTER,
                                        ChangeLog.LAST),
                        Glance::read,
                        business,
                        link.id(),
                        now,
                        business,
                        since,
                        business,
                        link.id(),
                        1,
                        business)
                .orElseThrow(ChangeLog::missing);
    }

    private static Glance read(ResultSet row) throws SQLException {
        long seq = row.getLong(5);
        Link.Place end = row.wasNull() ? Link.Place.START : new Link.Place(seq, UUID.fromString(row.getString(6)));
        return new Glance(row.getInt(1) == 1, row.getInt(2) == 1, row.getInt(3) == 1, row.getInt(4) == 1, end);
    }
}
