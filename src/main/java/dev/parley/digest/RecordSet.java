package dev.parley.digest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A set of uuids that only grows, in ascending order of unsigned bytes: 16 bytes a uuid. It grows by pages, so nothing is ever copied and a
 * million uuids take 16 MB, not twice that while it grows. Not safe for use by several threads while it is added to.
 */
public final class RecordSet implements Iterable<UUID> {

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    private final List<long[]> pages = new ArrayList<>();
    private int size;
    private @Nullable UUID last;

    /** An empty set. */
    public RecordSet() {}

    /**
     * Of these, which come in no order.
     *
     * @throws OutOfOrderException if one is there twice
     */
    public static RecordSet of(List<UUID> uuids) {
        List<UUID> sorted = new ArrayList<>(uuids);
        sorted.sort(UnsignedOrder::compare);
        RecordSet set = new RecordSet();
        sorted.forEach(set::add);
        return set;
    }

    /**
     * Adds a uuid at the end.
     *
     * @throws OutOfOrderException if it is not greater than all that are in the set
     */
    public void add(UUID uuid) {
        if (last != null && UnsignedOrder.compare(last, uuid) >= 0) {
            throw new OutOfOrderException("the set of records", size, last, uuid);
        }
        int place = size & (PAGE - 1);
        if (place == 0) {
            pages.add(new long[2 * PAGE]);
        }
        long[] page = pages.get(size >>> PAGE_BITS);
        page[2 * place] = uuid.getMostSignificantBits();
        page[2 * place + 1] = uuid.getLeastSignificantBits();
        size = Math.incrementExact(size);
        last = uuid;
    }

    /** Whether the uuid is in the set, by binary search. */
    public boolean contains(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = UnsignedOrder.compare(high(middle), low(middle), high, low);
            if (order == 0) {
                return true;
            } else if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return false;
    }

    /** How many uuids it holds. */
    public int size() {
        return size;
    }

    /** The uuids in ascending order, as many as there are when each is asked for. */
    @Override
    public Iterator<UUID> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public UUID next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                UUID uuid = new UUID(high(next), low(next));
                next++;
                return uuid;
            }
        };
    }

    private long high(int index) {
        return pages.get(index >>> PAGE_BITS)[2 * (index & (PAGE - 1))];
    }

    private long low(int index) {
        return pages.get(index >>> PAGE_BITS)[2 * (index & (PAGE - 1)) + 1];
    }
}
