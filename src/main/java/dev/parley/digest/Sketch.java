package dev.parley.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the leaves of an index from entries that come in no order, in one pass and in some megabytes however many they are: it adds them up by
 * the first 16 bits of their uuids, and puts what is small together by hexadecimal digits, so that two sites with about the same records
 * cut at the same places. Not safe for use by several threads.
 */
public final class Sketch {

    private static final int BITS = 16;
    private static final int GROUPS = 1 << BITS;
    private static final int DIGIT = 4;
    private static final int LEAST = 512;
    private static final int LEAVES = 2048;

    private final long[] counts = new long[GROUPS];
    private final long[] highs = new long[GROUPS];
    private final long[] lows = new long[GROUPS];
    private Fingerprint whole = Fingerprint.NONE;

    /** Of no entries. */
    public Sketch() {}

    /** Adds an entry. */
    public void add(Entry entry) {
        int group = (int) (entry.record().getMostSignificantBits() >>> (Long.SIZE - BITS));
        Fingerprint one = Fingerprint.NONE.plus(entry);
        Fingerprint sum = new Fingerprint(counts[group], highs[group], lows[group]).plus(one);
        counts[group] = sum.count();
        highs[group] = sum.high();
        lows[group] = sum.low();
        whole = whole.plus(one);
    }

    /** How many entries were added. */
    public long count() {
        return whole.count();
    }

    /** How many entries a leaf should have at most, where there are so many in all. */
    public static int most(long count) {
        return (int) Math.min(Integer.MAX_VALUE / 4, Math.max(LEAST, count / LEAVES));
    }

    /** The leaves. Where uuids are much alike, one may have far more entries than {@link #most} says: it is for the caller to cut. */
    public List<Leaves.Leaf> leaves() {
        List<Leaves.Leaf> leaves = new ArrayList<>();
        gather(0, GROUPS, whole, leaves);
        return leaves;
    }

    private void gather(int from, int to, Fingerprint sum, List<Leaves.Leaf> leaves) {
        if (sum.count() <= most(whole.count()) || to - from == 1) {
            Optional<UUID> end = to == GROUPS ? Optional.empty() : Optional.of(bound(to));
            leaves.add(new Leaves.Leaf(new Range(bound(from), end), sum));
            return;
        }
        int step = (to - from) >>> DIGIT;
        for (int begin = from; begin < to; begin += step) {
            gather(begin, begin + step, sum(begin, begin + step), leaves);
        }
    }

    private Fingerprint sum(int from, int to) {
        Fingerprint sum = Fingerprint.NONE;
        for (int group = from; group < to; group++) {
            if (counts[group] > 0) {
                sum = sum.plus(new Fingerprint(counts[group], highs[group], lows[group]));
            }
        }
        return sum;
    }

    private static UUID bound(int group) {
        return new UUID((long) group << (Long.SIZE - BITS), 0);
    }
}
