package dev.parley.merge;

import dev.parley.merge.History.Deed;
import dev.parley.merge.History.Start;
import dev.parley.merge.History.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Plausible histories of one record at two to four sites, clocks up to two minutes wrong. */
public final class Histories implements ArbitrarySupplier<History> {

    private static final int TWO_MINUTES = 120_000_000;

    @Override
    public Arbitrary<History> get() {
        Arbitrary<List<Long>> skews = Arbitraries.longs()
                .between(-TWO_MINUTES, TWO_MINUTES)
                .list()
                .ofMinSize(2)
                .ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(Start.class), skews, steps()).as(History::new);
    }

    static Arbitrary<List<Step>> steps() {
        Arbitrary<Deed> deeds = Arbitraries.frequency(
                Tuple.of(6, Deed.EDIT), Tuple.of(5, Deed.SEND), Tuple.of(2, Deed.DELETE), Tuple.of(1, Deed.RESTORE));
        Arbitrary<Integer> sites = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> choices = Arbitraries.integers().between(0, 34);
        // Often none at all: things that happen within one tick of the clock are where ties are.
        Arbitrary<Integer> pauses = Arbitraries.of(0, 0, 1, 1_000_000, 90_000_000);
        return Combinators.combine(deeds, sites, sites, choices, pauses)
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }
}
