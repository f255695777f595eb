package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedule on a clock that the test turns, with syncs that run at once. */
class ScheduleTest {

    private static final long SECOND = 1_000_000;

    /** Begins now, since the triggers go by the database's clock: a change of theirs from far ahead would be held back. */
    private final AtomicLong clock = new AtomicLong(TimeSource.SYSTEM.micros());

    private final Shop shop;
    private final Shop hosted;
    private final DirectRemotes remotes;
    private final Link link;
    private final Schedule schedule;

    ScheduleTest(@TempDir Path folder) {
        shop = Shop.open(Engine.SQLITE, folder, "shop", clock::get);
        hosted = Shop.open(Engine.SQLITE, folder, "hosted", clock::get);
        remotes = new DirectRemotes(shop, hosted);
        link = shop.linkTo(hosted, remotes);
        schedule = new Schedule(shop.site(), remotes, Runnable::run, new Random(7));
    }

    @AfterEach
    void close() {
        shop.close();
        hosted.close();
    }

    @Test
    void aLinkIsSyncedAtTheStartAndThenAfterEachInterval() {
        hosted.addCustomer("Bruno");
        schedule.tick();
        assertThat(shop.customers()).containsExactly("Bruno");

        hosted.addCustomer("Ada");
        advanceSeconds(40);
        schedule.tick();
        assertThat(shop.customers()).containsExactly("Bruno");

        advanceSeconds(40);
        schedule.tick();
        assertThat(shop.customers()).containsExactly("Ada", "Bruno");
    }

    @Test
    void whatIsWrittenHereGoesOutSoon() {
        schedule.tick();
        shop.addCustomer("Ada");
        schedule.tick();
        assertThat(hosted.customers()).isEmpty();

        clock.addAndGet(Due.SETTLING.toMillis() * 1000);
        schedule.tick();

        assertThat(hosted.customers()).containsExactly("Ada");
    }

    @Test
    void whereNothingIsNewNobodyIsCalledBeforeTheInterval() {
        shop.addCustomer("Ada");
        schedule.tick();
        advanceSeconds(1);
        schedule.tick();
        int calls = remotes.calls();

        for (int i = 0; i < 30; i++) {
            advanceSeconds(1);
            schedule.tick();
        }

        assertThat(remotes.calls()).isEqualTo(calls);
    }

    @Test
    void aSiteThatIsDownIsCalledLessAndLessAndCatchesUpWhenItIsBack() {
        remotes.down(true);
        int before = remotes.calls();
        for (int i = 0; i < 3600; i++) {
            advanceSeconds(1);
            schedule.tick();
        }
        assertThat(remotes.calls() - before).isBetween(5, 12);

        shop.addCustomer("Ada");
        remotes.down(false);
        advanceSeconds(1200);
        schedule.tick();

        assertThat(hosted.customers()).containsExactly("Ada");
    }

    @Test
    void aDatabaseThatIsAwayIsAskedAgainAndEndsNothing() {
        shop.site().database().close();

        assertThatCode(() -> {
                    schedule.tick();
                    advanceSeconds(1);
                    schedule.tick();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aPausedLinkRestsAndGoesOnWhenItIsResumed() {
        schedule.tick();
        status(Status.PAUSED);
        shop.addCustomer("Ada");
        advanceSeconds(120);
        schedule.tick();
        assertThat(hosted.customers()).isEmpty();

        status(Status.ACTIVE);
        advanceSeconds(2);
        schedule.tick();
        assertThat(hosted.customers()).containsExactly("Ada");
    }

    @Test
    void whatCameOverOneLinkGoesOnOverTheOthersSoon(@TempDir Path folder) {
        try (Shop third = Shop.open(Engine.SQLITE, folder, "third", clock::get)) {
            DirectRemotes all = new DirectRemotes(shop, hosted, third);
            shop.linkTo(third, all);
            Schedule middle = new Schedule(shop.site(), all, Runnable::run, new Random(7));
            middle.tick();
            hosted.addCustomer("Ada");
            new LinkSync(hosted.site(), all).run(hosted.site().link("shop"), dev.parley.sync.SyncType.INCREMENTAL);
            assertThat(shop.customers()).containsExactly("Ada");

            middle.tick();
            clock.addAndGet(Due.SETTLING.toMillis() * 1000);
            middle.tick();

            assertThat(third.customers()).containsExactly("Ada");
        }
    }

    @Test
    void whatIsWrittenHereAfterAWhileOfRestGoesOutAtOnce() {
        schedule.tick();
        advanceSeconds(2);

        shop.addCustomer("Ada");
        schedule.tick();

        assertThat(hosted.customers()).containsExactly("Ada");
    }

    private void status(Status status) {
        shop.site().withLinks(links -> {
            links.setStatus(link.id(), status);
            return true;
        });
    }

    private void advanceSeconds(long seconds) {
        clock.addAndGet(seconds * SECOND);
    }
}
