package dev.parley.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Compatibility;
import dev.parley.catalogue.ModuleCompatibility;
import dev.parley.catalogue.ObjectShape;
import dev.parley.store.ChangeLog;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Problems;
import dev.parley.store.RecordIndex;
import dev.parley.store.StoreException;
import dev.parley.store.Tx;
import dev.parley.wire.PeerException;
import dev.parley.wire.SiteInfo;
import dev.parley.wire.SiteInfo.ObjectInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What two sites tell each other of themselves, and what follows for what they may sync. */
final class Handshake {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SiteContext site;

    /** What can be synced, by what the other site said of its objects: asked in each transaction, and slow to find out. */
    private final Map<String, Set<String>> objects = new ConcurrentHashMap<>();

    Handshake(SiteContext site) {
        this.site = site;
    }

    /** What this site says of itself over a link of that business. */
    SiteInfo mine(UUID business) {
        Map<String, ObjectInfo> objects = new HashMap<>();
        for (CatalogueObject object : site.catalogue().objects()) {
            ObjectShape shape = ObjectShape.of(object);
            objects.put(object.name(), new ObjectInfo(object.table(), shape.tableVersion(), shape.fields()));
        }
        return new SiteInfo(
                SiteInfo.PROTOCOL,
                site.origin().site(),
                site.name(),
                site.url(),
                site.origin().time().micros(),
                business,
                objects,
                site.catalogue().digest());
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
        Sightings sightings = new Sightings(new Problems(tx, site.origin().time()), link);
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
        links.handshake(link.id(), site.catalogue().digest(), theirs.digest(), text(theirs.objects()));
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

    private Set<String> common(Link link) {
        return link.remoteObjects().isEmpty() ? Set.of() : common(between(link, read(link.remoteObjects())));
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
        Map<String, ObjectShape> ours = shapes(mine(link.business()).objects());
        String name = link.remoteName().isEmpty() ? "the other site" : link.remoteName();
        return Compatibility.between(new Compatibility.Side(site.name(), ours), new Compatibility.Side(name, theirs));
    }

    private static Map<String, ObjectShape> shapes(Map<String, ObjectInfo> objects) {
        Map<String, ObjectShape> shapes = new HashMap<>();
        objects.forEach((name, info) -> shapes.put(name, new ObjectShape(info.tableVersion(), info.fields())));
        return shapes;
    }

    private static String text(Map<String, ObjectInfo> objects) {
        ObjectNode all = JSON.createObjectNode();
        objects.forEach((name, info) -> {
            ObjectNode object = all.putObject(name);
            object.put("version", info.tableVersion());
            info.fields().forEach(object.withArray("fields")::add);
        });
        return all.toString();
    }

    private static Map<String, ObjectShape> read(String text) {
        try {
            Map<String, ObjectShape> shapes = new HashMap<>();
            JsonNode all = JSON.readTree(text);
            all.properties().forEach(entry -> {
                List<String> fields = new ArrayList<>();
                entry.getValue().path("fields").forEach(field -> fields.add(field.asText()));
                shapes.put(
                        entry.getKey(),
                        new ObjectShape(entry.getValue().path("version").asText(), fields));
            });
            return shapes;
        } catch (JsonProcessingException e) {
            throw new StoreException("what the link keeps of the other site's objects can't be read", e);
        }
    }
}
