package dev.parley.sync;

import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.store.ChangeLog;
import dev.parley.store.FeedEntry;
import dev.parley.store.Link;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import dev.parley.wire.Checkpoint;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Between two sites that have compared all records once: the other lacks a record if it was added here, or came here over another link,
 * after the place of the feed up to which the other has everything.
 *
 * @param link number of the link
 * @param received what the other has of our feed
 */
record NotDelivered(long link, long received) implements TwinTest {

    /**
     * How to tell over a link. If this site gives nothing over it, nothing was delivered that way, and what the other has came by ways that this
     * one knows nothing of: it is asked.
     *
     * @param theyHave what the other has of our feed
     */
    static TwinTest over(Link link, Checkpoint theyHave, Inquiry inquiry) {
        return link.direction().pushes() ? new NotDelivered(link.id(), theyHave.seq()) : inquiry;
    }

    @Override
    public boolean lacks(Tx tx, String object, UUID record) throws SQLException {
        ChangeLog log = new ChangeLog(tx);
        List<UUID> added = log.ofRecords(object, new UuidMaps(tx).names(object, record)).values().stream()
                .flatMap(List::stream)
                .filter(change -> change.action() == Action.ADD)
                .map(Change::uuid)
                .toList();
        if (added.isEmpty()) {
            return false;
        }
        for (FeedEntry.Place place : log.places(added).values()) {
            boolean fromThem = place.via().isPresent() && place.via().getAsLong() == link;
            if (fromThem || place.seq() <= received) {
                return false;
            }
        }
        return true;
    }
}
