package dev.parley.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays some worlds in every build; {@code dev/sim} plays as many as there is time for. */
class SimulationTest {

    /** Plans are held against syncs up to this one: it takes several times as long as the play itself. */
    private static final long PLANNED = 20;

    static LongStream fixed() {
        return LongStream.rangeClosed(1, 60);
    }

    static LongStream more() {
        return LongStream.rangeClosed(61, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fixed")
    void allSitesAgreeWhenTheFaultsHaveStopped(long seed) {
        Plan plan = seed <= PLANNED ? Plan.of(seed) : Plan.of(seed).without(Set.of(Feature.PLANS));

        assertThat(Outcome.of(plan, Trace.SILENT).failure())
                .as("dev/sim --seed %d --trace tells what happened".formatted(seed))
                .isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("more")
    void allSitesAgreeInMoreWorldsWhenTheFaultsHaveStopped(long seed) {
        allSitesAgreeWhenTheFaultsHaveStopped(seed);
    }

    @Test
    void theSameSeedPlaysTheSameWorld() {
        assertThat(told(7)).isEqualTo(told(7)).contains("the faults stop");
    }

    private static String told(long seed) {
        StringBuilder all = new StringBuilder();
        Outcome outcome = Outcome.of(
                Plan.of(seed), (step, depth, line) -> all.append(line.get()).append('\n'));
        assertThat(outcome.failure()).isEmpty();
        return all.toString();
    }
}
