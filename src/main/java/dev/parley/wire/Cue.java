package dev.parley.wire;

import java.util.UUID;

/**
 * What makes a rehearsal play the same each time, however often it begins anew.
 *
 * @param seed what its ids are derived from
 * @param at the time at which it plays, microseconds UTC by the clock of the site where it plays
 */
public record Cue(UUID seed, long at) {}
