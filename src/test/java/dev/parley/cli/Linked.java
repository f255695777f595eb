package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.site.ConfigYaml;
import dev.parley.site.Shop;
import dev.parley.site.Site;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;

/** Two sites that are linked by command, as a user would, and of which one is served while that is needed. */
final class Linked {

    private Linked() {}

    /** Sets both up and links them: the first one accepts, both ways. */
    static void link(TestFolder accepting, TestFolder inviting) {
        ok(accepting.parley("init"));
        ok(inviting.parley("init"));
        String invitation = ok(inviting.parley("link", "invite", "--business", Shop.BUSINESS.toString()));
        serving(inviting, () -> ok(accepting.parley("link", "accept", invitation, "--direction", "bi")));
    }

    /** Serves a site while something is done. */
    static void serving(TestFolder served, Runnable work) {
        try (Site site = Site.open(
                        ConfigYaml.read(served.config(), served.environment()), TimeSource.SYSTEM, Ids.RANDOM);
                Serving serving = Serving.start(site, TimeSource.SYSTEM)) {
            assertThat(serving.port()).isPositive();
            work.run();
        }
    }

    /** What a command said, which must have gone well. */
    static String ok(Cli.Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
        return outcome.out().strip();
    }
}
