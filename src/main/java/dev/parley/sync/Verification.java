package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.merge.Value;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.SiteInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Compares what the rows at both sites of a link hold, and changes nothing. What was altered and not synced yet differs, of course.
 */
public final class Verification {

    /** Where fingerprints differ and no record does, something was altered meanwhile: then it looks again. */
    private static final int TRIES = 3;

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;
    private final Executor elsewhere;
    private final Handshake handshake;

    /**
     * Over the link.
     *
     * @param elsewhere carries a request out while this thread reads
     */
    public Verification(SiteContext site, long linkId, Peer peer, Executor elsewhere) {
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
        this.elsewhere = elsewhere;
        this.handshake = new Handshake(site);
    }

    /**
     * Compares a part of what the link covers.
     *
     * @param sink is told of each record that differs, as it is found, object by object in no order
     * @throws PeerException if the other site can't be reached or refuses
     */
    public Verified run(Part part, Consumer<Difference> sink) {
        Handshake.Told told = handshake.with(peer, linkId);
        LinkScope scope = handshake.scope(Current.link(site, linkId));
        List<String> objects = site.catalogue().objects().stream()
                .filter(object -> scope.objects().contains(object.name()) && part.has(object))
                .map(CatalogueObject::name)
                .toList();
        long[] differences = new long[1];
        for (int tried = 1; ; tried++) {
            long at = site.origin().time().micros();
            ContentComparison comparison = new ContentComparison(site, linkId, peer, elsewhere);
            ContentComparison.Sums sums = comparison.run(objects, (object, records) -> {
                for (Difference difference : differences(comparison, object, records)) {
                    differences[0]++;
                    sink.accept(difference);
                }
            });
            boolean known = differences[0] > 0 || sums.here().equals(sums.there());
            if (known || tried == TRIES) {
                UUID business = scope.business();
                SiteInfo theirs = told.theirs();
                return new Verified(
                        objects,
                        ContentSummary.of(site, business, at, sums.here()),
                        ContentSummary.of(theirs, business, sums.there()),
                        differences[0],
                        told.notes());
            }
        }
    }

    private static List<Difference> differences(ContentComparison comparison, String object, List<UUID> records) {
        Map<UUID, Map<String, Value>> here = comparison.here(object, records);
        Map<UUID, Map<String, Value>> there = comparison.there(object, records);
        List<Difference> differences = new ArrayList<>();
        for (UUID record : records) {
            Map<String, Value> ours = here.get(record);
            Map<String, Value> theirs = there.get(record);
            if (ours != null && theirs != null) {
                List<Difference.Unequal> fields = unequal(comparison.fields(object), ours, theirs);
                if (!fields.isEmpty()) {
                    differences.add(new Difference(object, record, Difference.Where.BOTH, fields));
                }
            } else if (ours != null || theirs != null) {
                Difference.Where where = ours != null ? Difference.Where.HERE : Difference.Where.THERE;
                differences.add(new Difference(object, record, where, List.of()));
            }
        }
        return differences;
    }

    private static List<Difference.Unequal> unequal(
            List<String> fields, Map<String, Value> here, Map<String, Value> there) {
        List<Difference.Unequal> unequal = new ArrayList<>();
        for (String field : fields) {
            Value ours = here.getOrDefault(field, Value.NULL);
            Value theirs = there.getOrDefault(field, Value.NULL);
            if (!ours.equals(theirs)) {
                unequal.add(new Difference.Unequal(field, ours, theirs));
            }
        }
        return unequal;
    }
}
