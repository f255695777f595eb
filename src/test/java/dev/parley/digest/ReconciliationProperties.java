package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReconciliationProperties {

    private static final String OBJECT = "a.b.c";

    /** Two sets that have most in common; of uuids that are spread out, and of such that are much alike. */
    record Sets(List<Entry> ours, List<Entry> theirs) {}

    /** How one of the sides keeps its set. */
    enum Kept {
        LISTED {
            @Override
            Holding of(List<Entry> entries) {
                return new ListHolding(entries);
            }
        },
        SKETCHED {
            @Override
            Holding of(List<Entry> entries) {
                Sketch sketch = new Sketch();
                entries.forEach(sketch::add);
                return new LeafHolding(new Leaves(sketch.leaves()), reader(entries));
            }
        },
        CUT {
            @Override
            Holding of(List<Entry> entries) {
                Leaves leaves = new Leaves(Leaves.cut(Range.ALL, entries, 3));
                return new LeafHolding(Leaves.ofBytes(leaves.toBytes()), reader(entries));
            }
        };

        abstract Holding of(List<Entry> entries);
    }

    @Provide
    Arbitrary<Sets> sets() {
        return Combinators.combine(
                        Arbitraries.randoms(),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(true, false))
                .as(ReconciliationProperties::sets);
    }

    @Provide
    Arbitrary<Sizes> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 20),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(1, 100, 1000, 1 << 20))
                .as(Sizes::new);
    }

    private static Sets sets(Random random, int common, int different, boolean alike) {
        Map<UUID, Entry> ours = sorted();
        Map<UUID, Entry> theirs = sorted();
        for (int i = 0; i < common + different; i++) {
            UUID record = alike ? new UUID(7, random.nextInt(1000)) : new UUID(random.nextLong(), random.nextLong());
            Entry entry = new Entry(record, random.nextInt(2), random.nextInt(2));
            int side = i < common ? 3 : 1 + random.nextInt(3);
            if ((side & 1) != 0) {
                ours.put(record, entry);
            }
            if ((side & 2) != 0) {
                theirs.put(record, i < common ? entry : new Entry(record, 2, 0));
            }
        }
        return new Sets(List.copyOf(ours.values()), List.copyOf(theirs.values()));
    }

    private static Map<UUID, Entry> sorted() {
        return new TreeMap<>(UnsignedOrder::compare);
    }

    private static List<Entry> within(List<Entry> entries, Range range) {
        return reader(entries).apply(range);
    }

    private static Function<Range, List<Entry>> reader(List<Entry> entries) {
        ListHolding all = new ListHolding(entries);
        return range -> {
            List<Entry> within = new ArrayList<>();
            all.entries(range).forEachRemaining(within::add);
            return within;
        };
    }

    @Property(tries = 300)
    void itFindsExactlyTheDifferenceWhateverTheSizes(
            @ForAll("sets") Sets sets, @ForAll("sizes") Sizes sizes, @ForAll Kept here, @ForAll Kept there) {
        Play play = new Play(sizes, Map.of(OBJECT, here.of(sets.ours())), Map.of(OBJECT, there.of(sets.theirs())));

        play.run();

        assertThat(play.found).containsExactlyElementsOf(expected(OBJECT, sets));
    }

    @Property(tries = 300)
    void withoutALimitTheRoundsGrowWithTheDepthOfTheTreeAlone(
            @ForAll("sets") Sets sets, @ForAll Kept here, @ForAll Kept there) {
        Sizes sizes = new Sizes(4, 4, 1 << 20);
        Play play = new Play(sizes, Map.of(OBJECT, here.of(sets.ours())), Map.of(OBJECT, there.of(sets.theirs())));

        play.run();

        // Each round cuts what the other side holds of a range to a quarter, or to a leaf and then to a quarter.
        int size = Math.max(sets.ours().size(), sets.theirs().size());
        assertThat(play.rounds).isLessThanOrEqualTo(4 + (int) Math.ceil(Math.log(size + 1) / Math.log(4)));
    }

    @Property(tries = 300)
    void manyObjectsThatAreEqualTakeOneRound(@ForAll("sets") Sets one, @ForAll("sets") Sets other) {
        Map<String, Holding> here = Map.of("x", Kept.LISTED.of(one.ours()), "y", Kept.CUT.of(other.ours()));
        Map<String, Holding> there = Map.of("x", Kept.SKETCHED.of(one.ours()), "y", Kept.LISTED.of(other.ours()));
        Play play = new Play(Sizes.DEFAULT, here, there);

        play.run();

        assertThat(play.found).isEmpty();
        assertThat(play.rounds).isEqualTo(1);
    }

    @Property(tries = 300)
    void differencesOfManyObjectsAreToldApart(
            @ForAll("sets") Sets one, @ForAll("sets") Sets other, @ForAll("sizes") Sizes sizes) {
        Map<String, Holding> here = Map.of("x", Kept.LISTED.of(one.ours()), "y", Kept.CUT.of(other.ours()));
        Map<String, Holding> there = Map.of("x", Kept.CUT.of(one.theirs()), "y", Kept.LISTED.of(other.theirs()));
        Play play = new Play(sizes, here, there);

        play.run();

        TreeSet<String> expected = new TreeSet<>(expected("x", one));
        expected.addAll(expected("y", other));
        assertThat(play.found).containsExactlyElementsOf(expected);
    }

    @Property(tries = 300)
    void fingerprintsDoNotDependOnOrder(@ForAll("sets") Sets sets, @ForAll Random random) {
        List<Entry> shuffled = new ArrayList<>(sets.ours());
        Collections.shuffle(shuffled, random);
        int half = shuffled.size() / 2;
        Fingerprint parts =
                Fingerprint.of(shuffled.subList(half, shuffled.size())).plus(Fingerprint.of(shuffled.subList(0, half)));

        assertThat(Fingerprint.of(shuffled)).isEqualTo(Fingerprint.of(sets.ours()));
        assertThat(parts).isEqualTo(Fingerprint.of(sets.ours()));
    }

    @Property(tries = 300)
    void setsThatDifferHaveOtherFingerprints(@ForAll("sets") Sets sets) {
        assertThat(Fingerprint.of(sets.ours()).equals(Fingerprint.of(sets.theirs())))
                .isEqualTo(sets.ours().equals(sets.theirs()));
    }

    @Property(tries = 300)
    void anIndexThatIsBroughtUpToDateIsThatOfTheNewSet(@ForAll("sets") Sets sets, @ForAll Kept kept) {
        List<Entry> before = sets.ours();
        List<Entry> after = sets.theirs();
        Sketch sketch = new Sketch();
        before.forEach(sketch::add);
        Leaves leaves =
                kept == Kept.SKETCHED ? new Leaves(sketch.leaves()) : new Leaves(Leaves.cut(Range.ALL, before, 7));
        TreeSet<UUID> dirty = new TreeSet<>(UnsignedOrder::compare);
        before.stream().filter(entry -> !after.contains(entry)).forEach(entry -> dirty.add(entry.record()));
        after.stream().filter(entry -> !before.contains(entry)).forEach(entry -> dirty.add(entry.record()));

        List<Leaves.Leaf> fresh = new ArrayList<>();
        for (Leaves.Leaf leaf : leaves.of(dirty)) {
            fresh.addAll(Leaves.cut(leaf.range(), within(after, leaf.range()), 5));
        }
        Leaves now = leaves.with(fresh);

        assertThat(now.all()).isEqualTo(Fingerprint.of(after));
        for (Leaves.Leaf leaf : now.over(Range.ALL)) {
            assertThat(leaf.fingerprint()).isEqualTo(Fingerprint.of(within(after, leaf.range())));
        }
    }

    @Example
    void tenDifferencesInTwentyThousandCostLittle() {
        Random random = new Random(5);
        Sets same = sets(random, 20_000, 0, false);
        List<Entry> other = new ArrayList<>(same.theirs());
        for (int i = 0; i < 10; i++) {
            int place = i * 1973;
            other.set(place, new Entry(other.get(place).record(), 9, 9));
        }
        Map<String, Holding> here = Map.of(OBJECT, Kept.SKETCHED.of(same.ours()));
        Map<String, Holding> there = Map.of(OBJECT, Kept.SKETCHED.of(other));
        Play play = new Play(Sizes.DEFAULT, here, there);

        play.run();

        assertThat(play.found).hasSize(10);
        assertThat(play.rounds).isLessThanOrEqualTo(4);
        assertThat(play.characters).isLessThan(60_000);
    }

    @Example
    void anAnswerThatCutsOutsideOfItsRangeIsRefused() {
        Range range = Range.between(new UUID(16, 0), new UUID(32, 0));
        String sum = Fingerprint.NONE.toText();

        assertThatThrownBy(() -> Part.ofText("split " + sum + " f " + sum, range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in it");
        assertThatThrownBy(() -> Part.ofText(new Part.Listed(List.of(new Entry(new UUID(1, 0), 0, 0))).toText(), range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the range");
        assertThatThrownBy(() -> Part.ofText("maybe", range)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> expected(String object, Sets sets) {
        Map<UUID, Entry> ours = new HashMap<>();
        Map<UUID, Entry> theirs = new HashMap<>();
        sets.ours().forEach(entry -> ours.put(entry.record(), entry));
        sets.theirs().forEach(entry -> theirs.put(entry.record(), entry));
        TreeSet<String> expected = new TreeSet<>();
        ours.forEach((record, entry) -> {
            if (!theirs.containsKey(record)) {
                expected.add(object + " left " + record);
            } else if (!entry.equals(theirs.get(record))) {
                expected.add(object + " both " + record);
            }
        });
        theirs.keySet().stream()
                .filter(record -> !ours.containsKey(record))
                .forEach(record -> expected.add(object + " right " + record));
        return expected;
    }

    /** A conversation of two sides, all through text. */
    private static final class Play {
        private final Sizes sizes;
        private final Map<String, Holding> here;
        private final Map<String, Holding> there;
        private final TreeSet<String> found = new TreeSet<>();
        private int rounds;
        private long characters;

        Play(Sizes sizes, Map<String, Holding> here, Map<String, Holding> there) {
            this.sizes = sizes;
            this.here = here;
            this.there = there;
        }

        private Holding mine(String object) {
            return Objects.requireNonNull(here.get(object));
        }

        void run() {
            List<String> objects = here.keySet().stream().sorted().toList();
            Reconciliation reconciliation = new Reconciliation(objects, sizes, Found::new);
            while (!reconciliation.isDone()) {
                rounds++;
                assertThat(rounds).isLessThan(100_000);
                List<String> answers = new ArrayList<>();
                Answering answering = new Answering(sizes);
                for (Reconciliation.Asked asked : reconciliation.ask(this::mine)) {
                    Question question = Question.ofText(asked.question().toText());
                    characters += asked.question().toText().length();
                    answering
                            .answer(question, Objects.requireNonNull(there.get(asked.object())))
                            .ifPresent(part -> answers.add(part.toText()));
                }
                answers.forEach(answer -> characters += answer.length());
                reconciliation.take(answers, this::mine);
            }
        }

        /** Notes each difference, and that none is told twice. */
        private final class Found implements ListComparison.Visitor {
            private final String object;

            Found(String object) {
                this.object = object;
            }

            @Override
            public void onlyLeft(Entry left) {
                assertThat(found.add(object + " left " + left.record())).isTrue();
            }

            @Override
            public void onlyRight(Entry right) {
                assertThat(found.add(object + " right " + right.record())).isTrue();
            }

            @Override
            public void differing(Entry left, Entry right) {
                assertThat(found.add(object + " both " + left.record())).isTrue();
            }
        }
    }
}
