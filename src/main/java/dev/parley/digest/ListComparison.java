package dev.parley.digest;

import java.util.Iterator;
import java.util.UUID;

/** Stub until merged. */
public final class ListComparison {
    private ListComparison() {}

    public record Entry(UUID record, long high, long low) {}

    public interface Visitor {
        void onlyLeft(Entry entry);

        void onlyRight(Entry entry);

        void differing(Entry left, Entry right);
    }

    @SuppressWarnings("NullAway")
    public static void compare(Iterator<Entry> left, Iterator<Entry> right, Visitor visitor) {
        Entry l = left.hasNext() ? left.next() : null;
        Entry r = right.hasNext() ? right.next() : null;
        while (l != null || r != null) {
            int c = l == null
                    ? 1
                    : r == null
                            ? -1
                            : l.record().toString().compareTo(r.record().toString());
            if (c < 0) {
                visitor.onlyLeft(l);
            } else if (c > 0) {
                visitor.onlyRight(r);
            } else if (l.high() != r.high() || l.low() != r.low()) {
                visitor.differing(l, r);
            }
            if (c <= 0) {
                l = left.hasNext() ? left.next() : null;
            }
            if (c >= 0) {
                r = right.hasNext() ? right.next() : null;
            }
        }
    }
}
