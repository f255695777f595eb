package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Uuids;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All records of an object, whole, page by page in order of uuid. */
final class WholePages {

    private final Work work;

    WholePages(Work work) {
        this.work = work;
    }

    /** The next page, of as many records as there is room for; empty at the end. */
    List<Packet> after(CatalogueObject object, Optional<UUID> after, int limit) throws SQLException {
        Lists lists = new Lists(work);
        Outgoing outgoing = new Outgoing(work);
        Optional<UUID> from = after;
        while (true) {
            Listing page = lists.page(object, from, limit);
            List<UUID> listed = page.entries().stream()
                    .map(Listing.Entry::record)
                    .limit(limit)
                    .toList();
            List<UUID> records = listed.subList(0, outgoing.fitting(object, listed));
            List<Packet> packets = new ArrayList<>(outgoing.whole(object, records));
            // What is told beside the page comes first: the last one says where the next page begins.
            packets.sort(Comparator.comparing((Packet packet) -> records.contains(packet.record()))
                    .thenComparing(Packet::record, Uuids.ORDER));
            boolean any = packets.stream().anyMatch(packet -> records.contains(packet.record()));
            if (any || records.isEmpty()) {
                return packets;
            }
            from = Optional.of(records.get(records.size() - 1));
        }
    }
}
