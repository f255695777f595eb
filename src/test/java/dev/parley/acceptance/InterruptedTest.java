package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.CommitHook;
import dev.parley.testing.Engine;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sync that is cut off anywhere leaves nothing half done, and the next one goes on where it stopped. */
class InterruptedTest {

    private static final int MORE_THAN_THERE_ARE = 60;

    /** Dies at the commit it is told to, before it or just after. */
    private static final class Death implements CommitHook {
        private int in = Integer.MAX_VALUE;
        private boolean before;

        void in(int commits, boolean beforeCommit) {
            in = commits;
            before = beforeCommit;
        }

        void never() {
            in = Integer.MAX_VALUE;
        }

        @Override
        public void beforeCommit() {
            if (before && --in == 0) {
                throw new Killed();
            }
        }

        @Override
        public void afterCommit() {
            if (!before && --in == 0) {
                throw new Killed();
            }
        }
    }

    /** The process is no more. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aSyncThatIsKilledAtAnyCommitAtEitherSiteIsFinishedByTheNext(Engine engine) {
        Death deathHere = new Death();
        Death deathThere = new Death();
        try (ShopSite here =
                        ShopSite.open(Shop.setup(engine, "here", "ann", "bob").with(deathHere));
                ShopSite there =
                        ShopSite.open(Shop.setup(engine, "there", "ann", "cleo").with(deathThere))) {
            Pair pair = new Pair(here, there);
            int edits = 0;
            for (Death death : new Death[] {deathHere, deathThere}) {
                for (boolean before : new boolean[] {true, false}) {
                    boolean killed = true;
                    for (int commit = 1; killed; commit++) {
                        assertThat(commit).isLessThan(MORE_THAN_THERE_ARE);
                        edit(here, there, edits++);
                        killed = isKilled(pair, death, commit, before);
                        if (killed) {
                            pair.sync();
                        }
                        ShopSite.assertSame(here, there);
                    }
                }
            }
            assertThat(here.site().value("select count(*) from customers")).isEqualTo(Integer.toString(3 + edits));
            pair.assertSettled();
        }
    }

    private static void edit(ShopSite here, ShopSite there, int number) {
        here.addCustomer("of here " + number);
        here.addOrder("F-" + number, "of here " + number);
        there.set("customers", "ann", "phone = '" + number + "'");
        there.addOrder("B-" + number, "ann");
        here.run("delete from orders where invoice = 'F-" + (number - 1) + "'");
    }

    private static boolean isKilled(Pair pair, Death death, int commit, boolean before) {
        death.in(commit, before);
        try {
            pair.sync();
            return false;
        } catch (Killed killed) {
            return true;
        } finally {
            death.never();
        }
    }

    @Test
    void whatTheOtherSiteCommittedBeforeItDiedStaysAndARerunBringsTheRest() {
        int customers = 12_000;
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run(IntStream.range(0, customers)
                    .mapToObj(i -> Shop.customer("c" + i))
                    .toArray(String[]::new));

            assertThat(pair.syncCutAfter(2)).isFalse();
            int arrived = Integer.parseInt(there.site().value("select count(*) from customers"));
            assertThat(arrived).isBetween(1, customers - 1);

            assertThat(pair.sync().pushed().records()).isEqualTo(customers - arrived);
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aLineThatIsCutAfterAnyRequestHarmsNothing(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine, "there", "ann", "cleo")) {
            Pair pair = new Pair(here, there);
            boolean finished = false;
            for (int request = 1; !finished; request++) {
                assertThat(request).isLessThan(MORE_THAN_THERE_ARE);
                finished = pair.syncCutAfter(request);
            }
            ShopSite.assertSame(here, there);

            finished = false;
            for (int request = 1; !finished; request++) {
                edit(here, there, request);
                finished = pair.syncCutAfter(request);
            }
            pair.assertSettled();
        }
    }
}
