package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.store.Link;
import dev.parley.store.LinkLog;
import dev.parley.store.TimeSource;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Taken;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log of a link tells also of the syncs that the other site started. */
class AnsweredTest {

    private static final long MINUTE = 60_000_000;

    private final AtomicLong now = new AtomicLong(TimeSource.SYSTEM.micros() / MINUTE * MINUTE);

    @ParameterizedTest
    @EnumSource
    void whatIsAnsweredWithinAMinuteIsOneEntryAndWhatMovesNothingIsNone(Engine engine, @TempDir Path folder) {
        try (Shop hosted = Shop.open(engine, folder, "hosted", now::get);
                Shop shop = Shop.open(engine, folder, "shop", now::get)) {
            DirectRemotes remotes = new DirectRemotes(hosted, shop);
            Link link = shop.linkTo(hosted, remotes);
            LinkSync sync = new LinkSync(shop.site(), remotes);
            sync.run(link, SyncType.INCREMENTAL);
            assertThat(log(hosted)).isEmpty();

            shop.addCustomer("Ada");
            hosted.addCustomer("Bob");
            hosted.addCustomer("Cleo");
            sync.run(link, SyncType.INCREMENTAL);
            shop.addCustomer("Dora");
            sync.run(link, SyncType.INCREMENTAL);
            sync.run(link, SyncType.INCREMENTAL);
            assertThat(log(hosted))
                    .extracting(LinkLog.Entry::event, LinkLog.Entry::code, LinkLog.Entry::message)
                    .containsExactly(tuple("answered", "incremental", "2 taken, 2 given"));
            assertThat(log(hosted).get(0).times()).isEqualTo(2);

            now.addAndGet(MINUTE);
            shop.run("update customers set phone = '1'");
            sync.run(link, SyncType.INCREMENTAL);
            assertThat(log(hosted))
                    .extracting(LinkLog.Entry::message)
                    .containsExactly("4 taken, 0 given", "2 taken, 2 given");
            assertThat(log(shop)).extracting(LinkLog.Entry::event).containsOnly("synced");
        }
    }

    @Test
    void aFirstLoadIsToldToo(@TempDir Path folder) {
        try (Shop hosted = Shop.open(Engine.SQLITE, folder, "hosted", now::get);
                Shop shop = Shop.open(Engine.SQLITE, folder, "shop", now::get)) {
            DirectRemotes remotes = new DirectRemotes(hosted, shop);
            for (int i = 0; i < 20; i++) {
                hosted.addCustomer("Customer " + i);
            }
            Link link = shop.linkTo(hosted, remotes);

            new LinkSync(shop.site(), remotes).run(link, SyncType.PARTIAL);

            assertThat(log(hosted))
                    .extracting(LinkLog.Entry::event, LinkLog.Entry::code, LinkLog.Entry::message)
                    .containsExactly(tuple("answered", "partial", "0 taken, 20 given"));
        }
    }

    @Test
    void whatIsToldOfTwoRequestsIsAddedUp() {
        Answered both = Answered.taken(new Taken(3, 5, 1, 2)).plus(Answered.given(7));

        assertThat(both.text()).isEqualTo("3 taken, 7 given, 1 conflict, 2 problems");
        assertThat(Answered.ofText(both.text())).contains(both);
        assertThat(Answered.ofText("0 taken, 1 given")).contains(Answered.given(1));
        assertThat(Answered.ofText("by shop")).isEmpty();
    }

    private static List<LinkLog.Entry> log(Shop shop) {
        return shop.site().log(shop.site().links().get(0), 10);
    }
}
