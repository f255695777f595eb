package dev.parley.site;

import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkKey;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.News;
import dev.parley.wire.Peer;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.Standing;
import dev.parley.wire.Wait;
import dev.parley.wire.Waiting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Where other sites are reached. Over HTTP in the product; whoever starts a site passes it in. */
@FunctionalInterface
public interface Remotes {

    /**
     * The other site of a link. Nothing is asked of it yet.
     *
     * @param url where it is reached
     * @param business the business that the link is about
     */
    Remote at(URI url, UUID business, LinkKey key);

    /** The other site of a link. All but the counts throw {@link dev.parley.wire.PeerException} where it can't be reached or refuses. */
    interface Remote {

        /** The other site as the engine speaks to it. */
        Peer peer();

        /** Takes up its invitation. */
        LinkAnswer link(LinkOffer offer);

        /** How many rows each object has in the business there, by full name. */
        Map<String, Long> counts();

        /** Asks it to sign what it holds, beside what this site does. */
        ReceiptAnswer receipt(ReceiptOffer offer);

        /** Asks it to let the link rest, go on or end there too. */
        void become(Standing wanted);

        /** Makes sure that a Parley answers there. */
        void ping();

        /**
         * Tells when there is something new there, or that nothing came while it waited; fails as the others do. Blocks nobody.
         *
         * @param beside other links with the same site, which wait along
         */
        CompletableFuture<News> news(Wait wait, List<Waiting> beside);

        /** What went over so far. */
        Traffic traffic();
    }

    /**
     * What went over the wire.
     *
     * @param requests those that failed and were tried again too
     * @param bytesSent of bodies and headers
     * @param bytesReceived of bodies and headers
     */
    record Traffic(long requests, long bytesSent, long bytesReceived) {}
}
