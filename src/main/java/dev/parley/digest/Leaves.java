package dev.parley.digest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * An index of fingerprints: all uuids cut into ranges of some hundred entries, and what each comes to. So what a large range comes to is
 * known without reading what is in it. Never altered.
 */
public final class Leaves {

    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

    /** A range and what is in it comes to. */
    public record Leaf(Range range, Fingerprint fingerprint) {}

    private final List<Leaf> leaves;
    private final Fingerprint all;

    /**
     * Of these leaves.
     *
     * @throws IllegalArgumentException if they are not all uuids, cut into ranges, in order
     */
    public Leaves(List<Leaf> leaves) {
        Optional<UUID> next = Optional.of(Range.ALL.from());
        Fingerprint sum = Fingerprint.NONE;
        for (Leaf leaf : leaves) {
            if (!next.equals(Optional.of(leaf.range().from()))) {
                throw new IllegalArgumentException("the leaves have a gap before " + leaf.range());
            }
            next = leaf.range().to();
            sum = sum.plus(leaf.fingerprint());
        }
        if (next.isPresent()) {
            throw new IllegalArgumentException("the leaves end at " + next.get());
        }
        this.leaves = List.copyOf(leaves);
        this.all = sum;
    }

    /** What all entries come to. */
    public Fingerprint all() {
        return all;
    }

    /** The leaves that have something of the range, in order. */
    public List<Leaf> over(Range range) {
        int first = place(range.from());
        int end = first;
        while (end < leaves.size() && overlaps(leaves.get(end).range(), range)) {
            end++;
        }
        return leaves.subList(first, end);
    }

    private static boolean overlaps(Range leaf, Range range) {
        return range.to().isEmpty()
                || UnsignedOrder.compare(leaf.from(), range.to().get()) < 0;
    }

    /** The leaves in which these uuids are or would be, in order, each once. */
    public List<Leaf> of(Collection<UUID> uuids) {
        Set<Integer> places = new HashSet<>();
        uuids.forEach(uuid -> places.add(place(uuid)));
        return new TreeSet<>(places).stream().map(leaves::get).toList();
    }

    /** How many leaves there are. */
    public int size() {
        return leaves.size();
    }

    /** The same with other leaves in place of some: each of them is within one that was there, and those of one are all of it. */
    public Leaves with(Collection<Leaf> fresh) {
        List<Leaf> ordered = new ArrayList<>(fresh);
        ordered.sort((a, b) -> UnsignedOrder.compare(a.range().from(), b.range().from()));
        List<Leaf> next = new ArrayList<>(leaves.size() + ordered.size());
        int taken = 0;
        for (Leaf leaf : leaves) {
            int before = taken;
            while (taken < ordered.size()
                    && leaf.range().covers(ordered.get(taken).range())) {
                next.add(ordered.get(taken));
                taken++;
            }
            if (before == taken) {
                next.add(leaf);
            }
        }
        return new Leaves(next);
    }

    /** Cuts entries of a range into leaves of at most so many. */
    public static List<Leaf> cut(Range range, List<Entry> entries, int most) {
        int parts = Math.max(1, (entries.size() + most - 1) / most);
        ListHolding holding = new ListHolding(entries);
        List<UUID> cuts = parts == 1 ? Collections.emptyList() : ListHolding.cuts(entries, parts);
        List<Leaf> leaves = new ArrayList<>();
        UUID from = range.from();
        for (UUID cut : cuts) {
            Range piece = Range.between(from, cut);
            leaves.add(new Leaf(piece, holding.fingerprint(piece)));
            from = cut;
        }
        Range last = new Range(from, range.to());
        leaves.add(new Leaf(last, holding.fingerprint(last)));
        return leaves;
    }

    /** The number of the leaf in which the uuid is. */
    private int place(UUID uuid) {
        int from = 0;
        int to = leaves.size() - 1;
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (UnsignedOrder.compare(leaves.get(middle).range().from(), uuid) <= 0) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    /** As bytes: for each leaf where it begins, the count, the sum. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES * leaves.size());
        for (Leaf leaf : leaves) {
            UUID from = leaf.range().from();
            out.putLong(from.getMostSignificantBits())
                    .putLong(from.getLeastSignificantBits())
                    .putInt(Math.toIntExact(leaf.fingerprint().count()))
                    .putLong(leaf.fingerprint().high())
                    .putLong(leaf.fingerprint().low());
        }
        return out.array();
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Leaves ofBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<UUID> bounds = new ArrayList<>();
        List<Fingerprint> fingerprints = new ArrayList<>();
        while (in.hasRemaining()) {
            bounds.add(new UUID(in.getLong(), in.getLong()));
            fingerprints.add(new Fingerprint(in.getInt(), in.getLong(), in.getLong()));
        }
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            Optional<UUID> to = i + 1 < bounds.size() ? Optional.of(bounds.get(i + 1)) : Optional.empty();
            leaves.add(new Leaf(new Range(bounds.get(i), to), fingerprints.get(i)));
        }
        return new Leaves(leaves);
    }
}
