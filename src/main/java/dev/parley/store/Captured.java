package dev.parley.store;

import java.util.Optional;

/**
 * What a trigger wrote down. A large field that did not change is null in both rows, unless they are whole.
 *
 * @param place its number in the object's capture table
 * @param op {@code I}, {@code U} or {@code D}
 * @param at the database's clock, microseconds UTC
 * @param user who, as the application said, else the database user
 * @param session the application's session; empty where it said none
 * @param before the row before, of updates and deletes
 * @param after the row after, of inserts and updates
 * @param whole whether these rows tell every large field too, so that null is null
 */
public record Captured(
        long place,
        char op,
        long at,
        String user,
        String session,
        Optional<LocalRow> before,
        Optional<LocalRow> after,
        boolean whole) {}
