package dev.parley.store;

import java.util.UUID;

/**
 * The site that makes changes, and what it makes them with.
 *
 * @param site the site's uuid
 * @param time the site's clock
 * @param ids where uuids of changes come from
 */
public record Origin(UUID site, TimeSource time, Ids ids) {}
