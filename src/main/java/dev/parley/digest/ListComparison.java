package dev.parley.digest;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Compares two lists of records, each in ascending order of uuid, in one pass and in constant memory: it holds one entry of each. The
 * lists are read as far as needed and no further ahead, so both may come as streams.
 */
public final class ListComparison {

    private ListComparison() {}

    /** Is told of each difference, in order of uuid. Records that agree are passed over. */
    public interface Visitor {

        /** Only the left list has the record. */
        void onlyLeft(Entry left);

        /** Only the right list has the record. */
        void onlyRight(Entry right);

        /** Both lists have the record, and not the same of it. */
        void differing(Entry left, Entry right);
    }

    /**
     * Reads both lists to their ends and tells the visitor what differs.
     *
     * @throws OutOfOrderException if a list is not strictly ascending; differences before that place have been told
     */
    public static void compare(Iterator<Entry> left, Iterator<Entry> right, Visitor visitor) {
        Cursor ours = new Cursor("the left list", left);
        Cursor theirs = new Cursor("the right list", right);
        Entry a = ours.next();
        Entry b = theirs.next();
        while (a != null || b != null) {
            int order = a == null ? 1 : b == null ? -1 : UnsignedOrder.compare(a.record(), b.record());
            if (a != null && b != null && order == 0 && !a.agrees(b)) {
                visitor.differing(a, b);
            } else if (a != null && order < 0) {
                visitor.onlyLeft(a);
            } else if (b != null && order > 0) {
                visitor.onlyRight(b);
            }
            a = order <= 0 ? ours.next() : a;
            b = order >= 0 ? theirs.next() : b;
        }
    }

    /** Reads a list and sees to it that it ascends. */
    private static final class Cursor {
        private final String name;
        private final Iterator<Entry> entries;
        private @Nullable Entry last;
        private long read;

        Cursor(String name, Iterator<Entry> entries) {
            this.name = name;
            this.entries = entries;
        }

        /** The next entry, or null at the end. */
        @Nullable
        Entry next() {
            if (!entries.hasNext()) {
                return null;
            }
            Entry next = entries.next();
            if (last != null && UnsignedOrder.compare(last.record(), next.record()) >= 0) {
                throw new OutOfOrderException(name, read, last.record(), next.record());
            }
            last = next;
            read++;
            return next;
        }
    }
}
