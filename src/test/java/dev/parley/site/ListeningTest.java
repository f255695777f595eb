package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop that nobody can call, and what it does to be told all the same; on a clock that the test turns. */
class ListeningTest {

    private final AtomicLong clock = new AtomicLong(TimeSource.SYSTEM.micros());
    private final Shop shop;
    private final Shop hosted;
    private final DirectRemotes remotes;
    private final Schedule atShop;
    private final Schedule atHosted;

    ListeningTest(@TempDir Path folder) {
        shop = Shop.behindRouter(Engine.SQLITE, folder, "shop", clock::get);
        hosted = Shop.open(Engine.SQLITE, folder, "hosted", clock::get);
        remotes = new DirectRemotes(hosted);
        shop.linkTo(hosted, remotes);
        atShop = new Schedule(shop.site(), remotes, Runnable::run, new Random(7));
        atHosted = new Schedule(hosted.site(), remotes, Runnable::run, new Random(8));
    }

    @AfterEach
    void close() {
        atShop.close();
        atHosted.close();
        shop.close();
        hosted.close();
    }

    private void ticks() {
        atHosted.tick();
        atShop.tick();
    }

    private void pass(long seconds) {
        clock.addAndGet(seconds * 1_000_000);
    }

    @Test
    void whatIsWrittenAtTheOtherSiteComesAtOnce() {
        ticks();
        pass(2);

        hosted.addCustomer("Ada");
        atHosted.tick();

        assertThat(shop.customers()).containsExactly("Ada");
    }

    @Test
    void itIsToldAgainAndAgain() {
        ticks();
        for (int i = 1; i <= 3; i++) {
            pass(2);
            hosted.addCustomer("Ada " + i);
            atHosted.tick();
            assertThat(shop.customers()).hasSize(i);
        }
    }

    @Test
    void whatCameFromTheShopItselfIsNoNewsForIt() {
        ticks();
        pass(2);
        shop.addCustomer("Ada");
        ticks();
        int calls = remotes.calls();

        pass(2);
        ticks();
        pass(2);
        ticks();

        assertThat(hosted.customers()).containsExactly("Ada");
        assertThat(remotes.calls()).isEqualTo(calls);
    }

    @Test
    void oneThatIsLostIsAskedAgainAfterAWhile() {
        ticks();
        pass(2);
        remotes.loseWaiting();
        int waits = remotes.waits();
        ticks();
        assertThat(remotes.waits()).as("not at once").isEqualTo(waits);
        hosted.addCustomer("Ada");
        atHosted.tick();
        assertThat(shop.customers()).isEmpty();

        pass(3);
        ticks();

        assertThat(remotes.waits()).isGreaterThan(waits);
        assertThat(shop.customers()).containsExactly("Ada");
    }

    @Test
    void whereItIsRefusedItIsTriedLessAndLess() {
        remotes.refuseWaiting(true);

        for (int second = 0; second < 3600; second++) {
            pass(1);
            atShop.tick();
        }

        assertThat(remotes.waits()).isBetween(8, 16);
    }

    @Test
    void aSiteThatIsDownIsLeftAloneForLongerAndLonger() {
        ticks();
        remotes.down(true);
        remotes.loseWaiting();
        int before = remotes.calls();

        for (int second = 0; second < 3600; second++) {
            pass(1);
            atShop.tick();
        }

        assertThat(remotes.calls() - before).isBetween(5, 20);
    }

    @Test
    void aSiteThatTellsIsSeldomCalledWithoutCause() {
        ticks();
        remotes.endWaiting();
        int calls = remotes.calls() - remotes.waits();

        for (int second = 0; second < 400; second++) {
            pass(1);
            atShop.tick();
        }

        assertThat(remotes.calls() - remotes.waits() - calls).isLessThanOrEqualTo(2);
    }

    @Test
    void aLinkThatRestsWaitsForNothing() {
        ticks();
        Link link = shop.site().links().get(0);
        shop.site().withLinks(links -> {
            links.setStatus(link.id(), Link.Status.PAUSED);
            return true;
        });
        remotes.endWaiting();
        int waits = remotes.waits();

        pass(5);
        atShop.tick();

        assertThat(remotes.waits()).isEqualTo(waits);
    }
}
