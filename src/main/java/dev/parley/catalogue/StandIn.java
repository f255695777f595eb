package dev.parley.catalogue;

import java.util.Optional;

/**
 * What stands in a row for a date that is no day ({@code 0000-00-00}, {@code 2011-00-00}), where the database has no such dates.
 *
 * @param date such as {@code 1970-01-01}; absent where null stands for it
 */
public record StandIn(Optional<String> date) {

    /** Null. */
    public static final StandIn NULL = new StandIn(Optional.empty());

    /** The canonical text that stands in a field of that kind; absent for null. */
    public Optional<String> text(FieldKind kind) {
        return date.map(day -> kind == FieldKind.DATETIME ? day + " 00:00:00" : day);
    }
}
