package dev.parley.sync;

import dev.parley.digest.Fingerprint;
import dev.parley.store.Link;
import dev.parley.store.Sequencer;
import java.util.HashMap;
import java.util.List;

/** What this site's own rows come to, as another site may ask. */
public final class OwnContent {

    private final SiteContext site;
    private final long linkId;

    /** Of the business of a link. */
    public OwnContent(SiteContext site, long linkId) {
        this.site = site;
        this.linkId = linkId;
    }

    /**
     * Of these objects, over the fields that both sites have.
     *
     * @throws dev.parley.wire.PeerException if the link does not cover one of them
     */
    public ContentSummary of(List<String> objects) {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        Handshake handshake = new Handshake(site);
        Link link = Current.link(site, linkId);
        long at = site.origin().time().micros();
        Fingerprint sum = ContentHoldings.read(
                site,
                tx -> new Work(site, tx, handshake.scope(Current.link(site, tx, linkId))),
                handshake.fields(link),
                new HashMap<>(),
                holdings -> {
                    Fingerprint total = Fingerprint.NONE;
                    for (String object : objects) {
                        RangeAnswers.object(site, holdings.work(), object);
                        total = total.plus(holdings.sum(object));
                    }
                    return total;
                });
        return ContentSummary.of(site, link.business(), at, sum);
    }
}
