package dev.parley.wire;

import java.util.UUID;

/**
 * A link that waits beside the one whose key signs the request.
 *
 * @param key of the link
 * @param since what the sender has of the receiver's feed
 */
public record Waiting(LinkKey key, UUID business, Checkpoint since) {

    /** As it stands in the request with that stamp: signed with the link's own key. */
    public Wait.Beside in(Stamp request) {
        Signature.Beside beside = new Signature.Beside(request, key.id(), business, since);
        return new Wait.Beside(key.id(), business, since, beside.sign(key));
    }
}
