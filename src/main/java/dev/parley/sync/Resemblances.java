package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Change;
import dev.parley.store.Sequencer;
import dev.parley.wire.Found;
import dev.parley.wire.Known;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.RecordName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is asked where something new resembles a record of the taker: whether the giver has that record too. Then they are two; else they are one that
 * was entered at both.
 */
final class Resemblances {

    private final SiteContext site;
    private final Peer peer;
    private final Work.Source source;
    private final Set<RecordName> asked = new HashSet<>();
    private Known said = Known.NOTHING;

    /** Over the link that the source sees. */
    Resemblances(SiteContext site, Peer peer, Work.Source source) {
        this.site = site;
        this.peer = peer;
        this.source = source;
    }

    /** What the giver has said in this sync. */
    Known said() {
        return said;
    }

    /** Takes something in here, or sees what would come of it. What that asks about is asked of the other site first, and then it is tried again. */
    <T> T taking(Function<Inquiry, T> take) {
        while (true) {
            try {
                return take.apply(new Inquiry(said));
            } catch (Inquiry.OpenException open) {
                ask(open.records());
            }
        }
    }

    /** The other site takes, and asks this one. */
    void answer(List<RecordName> records) {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        settle(records, (object, uuids) -> site.database().reading(tx -> KnownHere.of(source.in(tx), object, uuids)));
    }

    private void ask(List<RecordName> records) {
        settle(records, (object, uuids) -> {
            Set<UUID> known = new HashSet<>();
            int done = 0;
            while (done < uuids.size()) {
                List<UUID> rest = uuids.subList(done, uuids.size());
                Found found = peer.get(object.name(), rest);
                found.packets().stream()
                        .filter(packet -> !packet.isNaming())
                        .forEach(packet -> known.addAll(names(packet)));
                done += found.answered(rest.size());
            }
            return known;
        });
    }

    private static Set<UUID> names(Packet packet) {
        Set<UUID> names = new HashSet<>(Set.of(packet.record()));
        packet.changes().stream().map(Change::record).forEach(names::add);
        return names;
    }

    /** Says which of some records are known. */
    @FunctionalInterface
    private interface Giver {
        Set<UUID> known(CatalogueObject object, List<UUID> records);
    }

    private void settle(List<RecordName> records, Giver giver) {
        if (!asked.addAll(records)) {
            throw new PeerException(
                    "endless",
                    "The two sites do not come to an end about which records are the same.",
                    "Run the sync again; report this with both logs.");
        }
        Map<String, List<UUID>> byObject = new LinkedHashMap<>();
        records.forEach(name -> byObject.computeIfAbsent(name.object(), object -> new ArrayList<>())
                .add(name.record()));
        byObject.forEach((object, uuids) -> {
            Set<UUID> known = site.catalogue()
                    .object(object)
                    .map(of -> giver.known(of, uuids))
                    .orElse(Set.of());
            List<RecordName> has = new ArrayList<>();
            List<RecordName> lacks = new ArrayList<>();
            uuids.forEach(uuid -> (known.contains(uuid) ? has : lacks).add(new RecordName(object, uuid)));
            said = said.plus(new Known(has, lacks));
        });
    }
}
