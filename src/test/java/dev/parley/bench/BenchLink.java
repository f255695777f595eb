package dev.parley.bench;

import dev.parley.wire.LinkKey;
import java.security.SecureRandom;
import java.util.UUID;

/** What both halves of a link share. */
record BenchLink(UUID uuid, String keyId, String secret) {

    static BenchLink fresh() {
        LinkKey key = LinkKey.random(new SecureRandom());
        return new BenchLink(UUID.randomUUID(), key.id(), key.secretText());
    }
}
