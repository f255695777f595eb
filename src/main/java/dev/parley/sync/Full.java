package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.digest.RecordSet;
import dev.parley.store.Link;
import dev.parley.wire.Peer;
import dev.parley.wire.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * What a full sync does beyond a partial one: before it, each site looks whether its log is whole; after it, what stands in the rows is compared.
 * Where that differs, nothing that was kept is trusted any more: versions are compared anew, each site holds the rows that still differ against its
 * log, and both exchange these records.
 */
final class Full {

    private static final int PART = 500;

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Executor elsewhere;
    private final Handshake handshake;
    private final WholeExchange whole;
    private Taken mended = Taken.NOTHING;
    private Taken mendedThere = Taken.NOTHING;

    /** Over a link, after a handshake. */
    Full(SiteContext site, long linkId, Peer peer, Executor elsewhere, Parents parents) {
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.elsewhere = elsewhere;
        this.handshake = new Handshake(site);
        this.whole = new WholeExchange(site, linkId, peer, handshake, parents);
    }

    /** What was put right here, and what came from there. */
    Taken pulled() {
        return mended.plus(whole.pulled());
    }

    /** What was put right there, and what was given. */
    Taken pushed() {
        return mendedThere.plus(whole.pushed());
    }

    /** Both sites look whether their logs are whole. */
    void logs() {
        Underway<Taken> theirs = Underway.ask(peer::mendLog, elsewhere);
        mended = mended.plus(Mending.logs(site, () -> handshake.scope(Current.link(site, linkId))));
        mendedThere = mendedThere.plus(theirs.answer());
    }

    /** The objects of which what stands in the rows differs, parents first. */
    List<CatalogueObject> unlike(Part part) {
        LinkScope scope = handshake.scope(Current.link(site, linkId));
        List<CatalogueObject> objects = site.catalogue().objects().stream()
                .filter(object -> scope.objects().contains(object.name()) && part.has(object))
                .toList();
        List<String> unlike = new ContentComparison(site, linkId, peer, elsewhere)
                .unlike(objects.stream().map(CatalogueObject::name).toList());
        return objects.stream().filter(object -> unlike.contains(object.name())).toList();
    }

    /** Both sites forget the fingerprints that they keep of these objects: they may be of rows that were altered behind Parley's back. */
    void forget(List<CatalogueObject> objects) {
        for (CatalogueObject object : objects) {
            mend(object, List.of());
        }
    }

    /** Compares what stands in the rows of these objects, and puts right what differs. */
    void content(List<CatalogueObject> objects) {
        Link link = Current.link(site, linkId);
        Map<String, List<UUID>> found = new LinkedHashMap<>();
        new ContentComparison(site, linkId, peer, elsewhere)
                .run(objects.stream().map(CatalogueObject::name).toList(), (object, records) -> found.computeIfAbsent(
                                object, key -> new ArrayList<>())
                        .addAll(records));
        for (CatalogueObject object : objects) {
            List<UUID> records = found.getOrDefault(object.name(), List.of());
            for (int from = 0; from < records.size(); from += PART) {
                mend(object, records.subList(from, Math.min(records.size(), from + PART)));
            }
        }
        // Only then, so that all that one record needs of another is in order at either site.
        for (CatalogueObject object : objects) {
            List<UUID> records = found.getOrDefault(object.name(), List.of());
            if (!records.isEmpty()) {
                exchange(link, object, RecordSet.of(records));
            }
        }
    }

    private void mend(CatalogueObject object, List<UUID> records) {
        Taken ours = site.database()
                .inTransaction(tx ->
                        new Mending(site, tx, handshake.scope(Current.link(site, tx, linkId))).rows(object, records));
        mended = mended.plus(ours);
        mendedThere = mendedThere.plus(peer.mend(object.name(), records));
    }

    private void exchange(Link link, CatalogueObject object, RecordSet records) {
        if (link.direction().pulls()) {
            whole.pull(object, records, TwinTest.NEVER);
        }
        if (link.direction().pushes()) {
            whole.push(object, records);
        }
    }
}
