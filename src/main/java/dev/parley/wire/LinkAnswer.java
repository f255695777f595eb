package dev.parley.wire;

import java.util.Optional;
import java.util.UUID;

/**
 * What the inviting site answers when its invitation is taken up.
 *
 * @param site its uuid
 * @param siteName its name, for people
 * @param url where others reach it; empty where they can't
 * @param business the business that the link is about
 * @param businessName its name, for people
 * @param direction which way changes will go, as the invited site sees it
 * @param key the public half of its key; absent where it has none
 */
public record LinkAnswer(
        UUID site,
        String siteName,
        String url,
        UUID business,
        String businessName,
        Direction direction,
        Optional<SiteKey> key) {}
