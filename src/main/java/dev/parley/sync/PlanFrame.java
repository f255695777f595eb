package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.store.Link;
import dev.parley.wire.Found;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.SiteInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What all that makes one plan works with.
 *
 * @param peer the other site, asked only
 * @param scope what the link covers, or would after the two have shaken hands
 * @param theirs what the other site says of itself
 */
record PlanFrame(SiteContext site, Peer peer, LinkScope scope, SiteInfo theirs) {

    Link link() {
        return scope.link();
    }

    boolean pulls() {
        return link().direction().pulls();
    }

    boolean pushes() {
        return link().direction().pushes();
    }

    /** The objects that the link covers, parents before children. */
    List<CatalogueObject> objects() {
        return site.catalogue().objects().stream()
                .filter(object -> scope.objects().contains(object.name()))
                .toList();
    }

    /** The names of the fields that the object has at the other site. */
    Set<String> fieldsThere(CatalogueObject object) {
        SiteInfo.ObjectInfo info = theirs.objects().get(object.name());
        return info == null
                ? Set.of()
                : info.fields().stream()
                        .map(field -> field.substring(0, field.lastIndexOf(':')))
                        .collect(Collectors.toSet());
    }

    /** What is read of this site in a transaction of its own. */
    @FunctionalInterface
    interface Reading<T> {
        T in(Work work) throws SQLException;
    }

    <T> T in(Reading<T> reading) {
        return site.database().reading(tx -> reading.in(new Work(site, tx, scope)));
    }

    /** The records as the other site holds them, in as many requests as it takes. */
    List<Packet> get(CatalogueObject object, List<UUID> records) {
        List<Packet> packets = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            Found found = peer.get(object.name(), records.subList(from, records.size()));
            found.packets().stream()
                    .filter(packet -> packet.object().equals(object.name()))
                    .forEach(packets::add);
            from += found.answered(records.size() - from);
        }
        return packets;
    }

    /** Gives the records in lists of as many as go in one request. */
    void pages(Iterable<UUID> records, Consumer<List<UUID>> taker) {
        List<UUID> page = new ArrayList<>();
        for (UUID record : records) {
            page.add(record);
            if (page.size() == site.batch()) {
                taker.accept(page);
                page = new ArrayList<>();
            }
        }
        if (!page.isEmpty()) {
            taker.accept(page);
        }
    }
}
