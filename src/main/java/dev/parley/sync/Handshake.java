package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Compatibility;
import dev.parley.catalogue.ModuleCompatibility;
import dev.parley.catalogue.ObjectShape;
import dev.parley.store.ChangeLog;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.RecordIndex;
import dev.parley.store.SiteKeys;
import dev.parley.store.Tx;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.SiteInfo.ObjectInfo;
import dev.parley.wire.SiteKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What two sites tell each other of themselves, and what follows for what they may sync. */
final class Handshake {

    private final SiteContext site;

    /** What can be synced, by what the other site said of its objects: asked in each transaction, and slow to find out. */
    private final Map<String, Set<String>> objects = new ConcurrentHashMap<>();

    Handshake(SiteContext site) {
        this.site = site;
    }

    /** What this site says of itself over a link of that business. */
    SiteInfo mine(Tx tx, UUID business) throws SQLException {
        return new SiteInfo(
                SiteInfo.PROTOCOL,
                site.origin().site(),
                site.name(),
                site.url(),
                site.origin().time().micros(),
                business,
                new SiteKeys(tx, site.origin().time()).own().map(own -> SiteKey.of(own.publicHalf())),
                objects(),
                site.catalogue().digest());
    }

    private Map<String, ObjectInfo> objects() {
        Map<String, ObjectInfo> mine = new HashMap<>();
        for (CatalogueObject object : site.catalogue().objects()) {
            ObjectShape shape = ObjectShape.of(object);
            mine.put(
                    object.name(),
                    new ObjectInfo(object.table(), shape.tableVersion(), shape.fields(), shape.recognition()));
        }
        return mine;
    }

    /**
     * What came of it.
     *
     * @param theirs what the other site said of itself
     * @param notes what a person should know; a sentence each
     */
    record Told(SiteInfo theirs, List<String> notes) {}

    /**
     * Shakes hands with the other site of a link.
     *
     * @throws PeerException if it can't be reached, or nothing can be synced with it
     */
    Told with(Peer peer, long linkId) {
        Link link = Current.link(site, linkId);
        SiteInfo theirs = peer.info(site.database().reading(tx -> mine(tx, link.business())));
        check(link, theirs);
        return new Told(theirs, site.database().inTransaction(tx -> keep(tx, Current.link(site, tx, linkId), theirs)));
    }

    /** Refuses a site with which nothing can be synced. */
    void check(Link link, SiteInfo theirs) {
        if (theirs.protocol() != SiteInfo.PROTOCOL) {
            throw new PeerException(
                    "protocol_unsupported",
                    "%s speaks version %d of the protocol and this site version %d: upgrade the older one."
                            .formatted(theirs.name(), theirs.protocol(), SiteInfo.PROTOCOL));
        }
        boolean expected =
                link.remoteSite().equals(new UUID(0, 0)) || link.remoteSite().equals(theirs.site());
        if (!expected || !theirs.business().equals(link.business())) {
            throw new PeerException(
                    "site_unexpected",
                    "The site that answers at %s is not the one that this link was made with. Remove the link and make a new one."
                            .formatted(link.remoteUrl()));
        }
    }

    /** Keeps what the other site said. Modules that can't be synced become problems; where more can be synced than before, all is compared. */
    List<String> keep(Tx tx, Link link, SiteInfo theirs) throws SQLException {
        new ChangeLog(tx).lock();
        Links links = new Links(tx, site.origin().time());
        Compatibility verdict = between(link, shapes(theirs.objects()));
        Sightings sightings = new Sightings(site, tx, link);
        meet(tx, theirs, sightings);
        List<String> notes = new ArrayList<>();
        for (ModuleCompatibility module : verdict.modules()) {
            if (module.isStopped()) {
                sightings.moduleStopped(module.module(), String.join(" ", module.sentences()));
            } else {
                sightings.moduleGoesOn(module.module());
            }
            notes.addAll(module.sentences());
        }
        Set<String> before =
                link.remoteObjects().isEmpty() ? Set.of() : scope(link).objects();
        links.handshake(
                link.id(), site.catalogue().digest(), theirs.digest(), KeptShapes.text(shapes(theirs.objects())));
        Link now = links.byId(link.id()).orElseThrow();
        Set<String> fresh = new HashSet<>(scope(now).objects());
        fresh.removeAll(before);
        boolean weChanged = !link.myDigest().equals(site.catalogue().digest());
        boolean grown = weChanged || !link.remoteDigest().equals(theirs.digest());
        if (!fresh.isEmpty() || grown) {
            links.compareDue(link.id(), true);
        }
        if (weChanged) {
            new RecordIndex(tx).tryPartsAgain(link.business().toString());
        }
        return notes;
    }

    /** The key by which the other site signs receipts is the one that it had first, until a person says otherwise. */
    private void meet(Tx tx, SiteInfo theirs, Sightings sightings) throws SQLException {
        if (theirs.key().isEmpty()) {
            return;
        }
        SiteKeys keys = new SiteKeys(tx, site.origin().time());
        SiteKey said = theirs.key().get();
        if (keys.meet(theirs.site(), said.text()) == SiteKeys.Meeting.CHANGED) {
            SiteKey known = SiteKey.of(keys.of(theirs.site()).orElseThrow());
            sightings.siteKeyChanged(theirs.name(), known, said);
        } else {
            sightings.siteKeyAgrees();
        }
    }

    /**
     * What {@link #keep} would come to, without keeping anything.
     *
     * @param scope what the link would cover
     * @param notes a sentence each on what can't be synced, or only in part
     * @param compare whether all records would be compared
     */
    record Foreseen(LinkScope scope, List<String> notes, boolean compare) {

        /** Takes a copy that nobody can alter. */
        Foreseen {
            notes = List.copyOf(notes);
        }
    }

    /** Looks ahead at what the other site's word would come to. */
    Foreseen foresee(Link link, SiteInfo theirs) {
        Compatibility verdict = between(link, shapes(theirs.objects()));
        List<String> notes = new ArrayList<>();
        verdict.modules().forEach(module -> notes.addAll(module.sentences()));
        Set<String> common = common(verdict);
        boolean known = link.myDigest().equals(site.catalogue().digest())
                && link.remoteDigest().equals(theirs.digest());
        return new Foreseen(new LinkScope(link, common), notes, link.compareDue() || !known);
    }

    /** What the link covers, by what the two sites said of themselves. */
    LinkScope scope(Link link) {
        return new LinkScope(link, objects.computeIfAbsent(link.remoteObjects(), said -> common(link)));
    }

    /** The fields of each object that both sites have, in order of name, by what the two said of themselves. */
    Map<String, List<String>> fields(Link link) {
        Map<String, List<String>> both = new HashMap<>();
        Map<String, ObjectShape> theirs =
                link.remoteObjects().isEmpty() ? Map.of() : KeptShapes.read(link.remoteObjects());
        for (String name : scope(link).objects()) {
            List<String> fields = new ArrayList<>(
                    ObjectShape.of(site.catalogue().require(name)).names());
            fields.retainAll(new HashSet<>(theirs.getOrDefault(name, new ObjectShape("", List.of(), Optional.empty()))
                    .names()));
            both.put(name, List.copyOf(fields));
        }
        return both;
    }

    private Set<String> common(Link link) {
        return link.remoteObjects().isEmpty() ? Set.of() : common(between(link, KeptShapes.read(link.remoteObjects())));
    }

    private Set<String> common(Compatibility verdict) {
        Set<String> common = new HashSet<>();
        for (CatalogueObject object : site.catalogue().objects()) {
            if (verdict.maySync(object.name())) {
                common.add(object.name());
            }
        }
        return common;
    }

    private Compatibility between(Link link, Map<String, ObjectShape> theirs) {
        Map<String, ObjectShape> ours = shapes(objects());
        String name = link.remoteName().isEmpty() ? "the other site" : link.remoteName();
        return Compatibility.between(new Compatibility.Side(site.name(), ours), new Compatibility.Side(name, theirs));
    }

    private static Map<String, ObjectShape> shapes(Map<String, ObjectInfo> objects) {
        Map<String, ObjectShape> shapes = new HashMap<>();
        objects.forEach((name, info) ->
                shapes.put(name, new ObjectShape(info.tableVersion(), info.fields(), info.recognition())));
        return shapes;
    }
}
