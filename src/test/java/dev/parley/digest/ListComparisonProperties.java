package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.AnyUuid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListComparisonProperties {

    private static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

    /** From few uuids and few versions, so that two lists have much in common. */
    @Provide
    Arbitrary<List<Entry>> lists() {
        Arbitrary<UUID> records = Arbitraries.oneOf(
                new AnyUuid().get(), Arbitraries.longs().between(-9, 9).map(half -> new UUID(half, -half)));
        Arbitrary<Long> halves = Arbitraries.longs().between(0, 1);
        return Combinators.combine(records, halves, halves)
                .as(Entry::new)
                .list()
                .ofMaxSize(40)
                .map(entries -> {
                    Map<UUID, Entry> sorted = new TreeMap<>(BY_TEXT);
                    entries.forEach(entry -> sorted.put(entry.record(), entry));
                    return List.copyOf(sorted.values());
                });
    }

    @Property
    void itTellsExactlyWhatDiffersInOrder(@ForAll("lists") List<Entry> left, @ForAll("lists") List<Entry> right) {
        Map<UUID, Entry> ours = byRecord(left);
        Map<UUID, Entry> theirs = byRecord(right);
        TreeSet<UUID> records = new TreeSet<>(BY_TEXT);
        records.addAll(ours.keySet());
        records.addAll(theirs.keySet());
        List<String> expected = new ArrayList<>();
        for (UUID record : records) {
            if (!theirs.containsKey(record)) {
                expected.add("left " + ours.get(record));
            } else if (!ours.containsKey(record)) {
                expected.add("right " + theirs.get(record));
            } else if (!ours.get(record).equals(theirs.get(record))) {
                expected.add("differing " + ours.get(record) + theirs.get(record));
            }
        }

        assertThat(compare(left.iterator(), right.iterator())).isEqualTo(expected);
    }

    @Property
    void aListAgreesWithItself(@ForAll("lists") List<Entry> list) {
        assertThat(compare(list.iterator(), list.iterator())).isEmpty();
    }

    @Property
    void aListOutOfOrderIsRefused(
            @ForAll("lists") List<Entry> list, @ForAll("lists") List<Entry> other, @ForAll Random random) {
        List<Entry> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        Assume.that(!shuffled.equals(list));

        assertThatThrownBy(() -> compare(shuffled.iterator(), other.iterator()))
                .isInstanceOf(OutOfOrderException.class)
                .hasMessageContaining("the left list");
        assertThatThrownBy(() -> compare(other.iterator(), shuffled.iterator()))
                .isInstanceOf(OutOfOrderException.class)
                .hasMessageContaining("the right list");
    }

    @Example
    void aRecordThatIsListedTwiceIsRefused() {
        Entry entry = new Entry(new UUID(1, 2), 0, 0);

        assertThatThrownBy(() -> compare(
                        List.of(entry, entry).iterator(), List.<Entry>of().iterator()))
                .isInstanceOf(OutOfOrderException.class)
                .hasMessageContaining("entry 1 is 00000000-0000-0001-0000-000000000002");
    }

    @Example
    void signedOrderIsOutOfOrder() {
        Iterator<Entry> signed = List.of(new Entry(new UUID(-1, 0), 0, 0), new Entry(new UUID(1, 0), 0, 0))
                .iterator();

        assertThatThrownBy(() -> compare(signed, List.<Entry>of().iterator())).isInstanceOf(OutOfOrderException.class);
    }

    @Example
    void longListsAreComparedAsTheyStream() {
        int size = 1_000_000;
        Iterator<Entry> left = IntStream.range(0, size)
                .mapToObj(i -> new Entry(new UUID(i, 0), 0, i))
                .iterator();
        Iterator<Entry> right = IntStream.range(1, size)
                .mapToObj(i -> new Entry(new UUID(i, 0), 0, i == 500_000 ? 0 : i))
                .iterator();

        assertThat(compare(left, right)).hasSize(2);
    }

    private static Map<UUID, Entry> byRecord(List<Entry> list) {
        Map<UUID, Entry> entries = new TreeMap<>(BY_TEXT);
        list.forEach(entry -> entries.put(entry.record(), entry));
        return entries;
    }

    private static List<String> compare(Iterator<Entry> left, Iterator<Entry> right) {
        List<String> told = new ArrayList<>();
        ListComparison.compare(left, right, new ListComparison.Visitor() {
            @Override
            public void onlyLeft(Entry entry) {
                told.add("left " + entry);
            }

            @Override
            public void onlyRight(Entry entry) {
                told.add("right " + entry);
            }

            @Override
            public void differing(Entry ours, Entry theirs) {
                told.add("differing " + ours + theirs);
            }
        });
        return told;
    }
}
