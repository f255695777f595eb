package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Link;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that nobody can call, with several businesses that are all linked with one other site; on a clock that the test turns. */
class ListeningTogetherTest {

    private static final int BUSINESSES = 6;

    private final AtomicLong clock = new AtomicLong(TimeSource.SYSTEM.micros());
    private final Shop shop;
    private final Shop hosted;
    private final DirectRemotes remotes;
    private final Schedule atShop;
    private final Schedule atHosted;
    private final List<UUID> businesses = new ArrayList<>();

    ListeningTogetherTest(@TempDir Path folder) {
        shop = Shop.behindRouter(Engine.SQLITE, folder, "shop", clock::get);
        hosted = Shop.open(Engine.SQLITE, folder, "hosted", clock::get);
        remotes = new DirectRemotes(hosted);
        businesses.add(Shop.BUSINESS);
        shop.linkTo(hosted, remotes);
        for (int i = 2; i <= BUSINESSES; i++) {
            addBusiness();
        }
        atShop = new Schedule(shop.site(), remotes, Runnable::run, new Random(7));
        atHosted = new Schedule(hosted.site(), remotes, Runnable::run, new Random(8));
        ticks();
        quiet();
    }

    @AfterEach
    void close() {
        atShop.close();
        atHosted.close();
        shop.close();
        hosted.close();
    }

    private void addBusiness() {
        UUID business = new UUID(7, businesses.size() + 1);
        for (Shop one : List.of(shop, hosted)) {
            one.run("insert into businesses (uuid, name) values ('%s', 'Business %d')"
                    .formatted(business, businesses.size() + 1));
        }
        businesses.add(business);
        shop.linkTo(hosted, business, remotes);
    }

    private void ticks() {
        atHosted.tick();
        atShop.tick();
    }

    private void pass(long seconds) {
        clock.addAndGet(seconds * 1_000_000);
        ticks();
    }

    /** All have waited as long as they might. */
    private void quiet() {
        pass(2);
        remotes.endWaiting();
        pass(2);
    }

    private void addCustomer(int business, String name) {
        hosted.run(
                "insert into customers (uuid, business_id, name, last_updated) select '%s', id, '%s', '2026-01-05 09:00:00' from businesses where uuid = '%s'"
                        .formatted(UUID.randomUUID(), name, businesses.get(business)));
        atHosted.tick();
    }

    private Link linkOf(Shop one, int business) {
        return one.site().links().stream()
                .filter(link -> link.business().equals(businesses.get(business)))
                .findFirst()
                .orElseThrow();
    }

    private int lastWaitedWith() {
        List<Integer> all = remotes.waitedWith();
        return all.get(all.size() - 1);
    }

    @Test
    void allLinksOfASiteWaitInOneRequest() {
        assertThat(remotes.waitingNow()).isEqualTo(1);
        assertThat(lastWaitedWith()).isEqualTo(BUSINESSES);
    }

    @Test
    void theNewsOfOneComeAtOnceAndTheOthersWaitOn() {
        for (int i = 0; i < BUSINESSES; i++) {
            clock.addAndGet(2_000_000);
            addCustomer(i, "Ada " + i);
            assertThat(shop.customers()).hasSize(i + 1);
        }
        for (int i = 0; i < BUSINESSES; i++) {
            clock.addAndGet(2_000_000);
            addCustomer(i, "Bea " + i);
            assertThat(shop.customers()).hasSize(BUSINESSES + i + 1);
        }

        quiet();

        assertThat(remotes.waitingNow()).isEqualTo(1);
        assertThat(lastWaitedWith()).isEqualTo(BUSINESSES);
    }

    @Test
    void aBusyLinkDoesNotHaveTheOthersAskedForAgainAndAgain() {
        clock.addAndGet(2_000_000);
        addCustomer(3, "Ada");
        int before = remotes.waitedWith().size();

        for (int i = 0; i < 5; i++) {
            clock.addAndGet(2_000_000);
            addCustomer(3, "Ada " + i);
        }

        List<Integer> since = remotes.waitedWith();
        assertThat(since.subList(before, since.size())).hasSize(5).allMatch(links -> links == 1);
    }

    @Test
    void oneWrongKeyDoesNotStopTheOthersWhicheverOneItIs() {
        for (int wrong = 0; wrong < BUSINESSES; wrong++) {
            String kept = hosted.column("select link_key from parley_link where id = "
                            + linkOf(hosted, wrong).id())
                    .get(0);
            hosted.run("update parley_link set link_key = '%s' where id = %d"
                    .formatted("A".repeat(43), linkOf(hosted, wrong).id()));
            quiet();
            int before = shop.customers().size();

            for (int i = 0; i < BUSINESSES; i++) {
                clock.addAndGet(2_000_000);
                addCustomer(i, "Ada " + wrong + i);
            }
            assertThat(shop.customers()).hasSize(before + BUSINESSES - 1);

            hosted.run("update parley_link set link_key = '%s' where id = %d"
                    .formatted(kept, linkOf(hosted, wrong).id()));
            // Within the pause after which it is asked for again.
            pass(1200);
            assertThat(shop.customers()).hasSize(before + BUSINESSES);
        }
    }

    @Test
    void aLinkThatKeepsBeingRefusedIsAskedForLessAndLess() {
        hosted.run("update parley_link set link_key = '%s' where id = %d"
                .formatted("A".repeat(43), linkOf(hosted, 2).id()));
        quiet();
        int before = remotes.waits();

        for (int second = 0; second < 3600; second += 12) {
            pass(12);
        }

        // Each time twice: with it, and without it. The syncs of the others, and their waiting, come on top.
        assertThat(remotes.waits() - before).isLessThan(120);
    }

    @Test
    void aLinkThatRestsThereDoesNotStopTheOthers() {
        for (int resting : List.of(0, 4)) {
            setStatus(linkOf(hosted, resting), Link.Status.PAUSED);
            quiet();
            int before = shop.customers().size();

            clock.addAndGet(2_000_000);
            addCustomer(2, "Ada " + resting);

            assertThat(shop.customers()).hasSize(before + 1);
            setStatus(linkOf(hosted, resting), Link.Status.ACTIVE);
            pass(1200);
        }
    }

    private void setStatus(Link link, Link.Status status) {
        hosted.site().withLinks(links -> {
            links.setStatus(link.id(), status);
            return true;
        });
    }

    @Test
    void aLinkThatIsRemovedHereWaitsForNothing() {
        shop.site().withLinks(links -> {
            links.remove(linkOf(shop, 0).id());
            return true;
        });

        quiet();

        assertThat(lastWaitedWith()).isEqualTo(BUSINESSES - 1);
    }

    @Test
    void aLinkThatIsMadeLaterIsToldAtOnce() {
        addBusiness();
        pass(2);
        clock.addAndGet(2_000_000);

        addCustomer(BUSINESSES, "Ada");

        assertThat(shop.customers()).containsExactly("Ada");
        quiet();
        assertThat(lastWaitedWith()).isEqualTo(BUSINESSES + 1);
    }

    @Test
    void whereOneLinkWaitsAtATimeTheOthersAreSyncedNowAndThen() {
        remotes.letsOneWait(true);
        quiet();
        addCustomer(5, "Ada");
        int before = remotes.waits();

        for (int second = 0; second < 600; second += 5) {
            pass(5);
        }

        assertThat(shop.customers()).containsExactly("Ada");
        assertThat(remotes.waits() - before).isLessThan(150);
    }

    @Test
    void aSiteThatIsDownIsAskedOnceForAllOfThem() {
        remotes.refuseWaiting(true);
        remotes.loseWaiting();
        int before = remotes.waits();

        for (int second = 0; second < 600; second += 5) {
            pass(5);
        }

        List<Integer> since = remotes.waitedWith().subList(before, remotes.waits());
        assertThat(since.get(0)).isEqualTo(BUSINESSES);
        assertThat(since).hasSizeBetween(5, 40);
    }
}
