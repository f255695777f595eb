package dev.parley.wire;

import java.util.Optional;
import java.util.UUID;

/**
 * What the site that was invited says when it takes the invitation up.
 *
 * @param site its uuid
 * @param siteName its name, for people
 * @param url where others reach it; empty where they can't
 * @param direction which way changes are to go, as the invited site sees it
 * @param key the public half of its key; absent where it has none
 */
public record LinkOffer(UUID site, String siteName, String url, Direction direction, Optional<SiteKey> key) {}
