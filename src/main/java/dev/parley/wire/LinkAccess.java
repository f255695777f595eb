package dev.parley.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A link as the endpoints see it: one business, opened by one key to one other site. */
public interface LinkAccess {

    /** The key that both sites hold. */
    LinkKey key();

    /** The business that the link is about; a request about any other is not found. */
    UUID business();

    /** Whether requests are served. */
    Status status();

    /** Serves the business to the other site. Refuses what the link's direction does not allow by {@link ErrorCode#DIRECTION_REFUSED}. */
    Peer peer();

    /** Lets the other site rehearse what it would ask of {@link #peer}. */
    Playhouse playhouse();

    /** Full names of the objects that are served, parents before children. */
    List<String> objects();

    /** Whether anything goes out of this site over the link. */
    boolean gives();

    /**
     * Comes when there is something new in the feed for the other site after that place, or when it has waited that long. Nothing is held for it
     * meanwhile but memory; to complete it ends the waiting.
     *
     * @throws PeerException with {@link ErrorCode#BUSY} where too many wait already
     */
    CompletableFuture<Boolean> news(Checkpoint since, Duration atMost);

    /** The plain list of what is held of the business. */
    ListSource listing();

    /**
     * The other site takes up the invitation.
     *
     * @throws PeerException with {@link ErrorCode#INVITATION_USED} if another site did before; the same site may do it again
     */
    LinkAnswer acceptLink(LinkOffer offer);

    /** How many rows each object has in the business, by full name. */
    Map<String, Long> counts();

    /** Signs what this site holds, beside what the other one says that it does. */
    ReceiptAnswer receipt(ReceiptOffer offer);

    /** The other site wants the link to rest, to go on, or to end at both sites. */
    void become(Standing wanted);

    /** Whether requests are served. */
    enum Status {
        /** Nobody has taken up the invitation yet: only {@code link} is served. */
        INVITED,
        /** All is served. */
        ACTIVE,
        /** Somebody has paused the link: nothing is served. */
        PAUSED
    }
}
