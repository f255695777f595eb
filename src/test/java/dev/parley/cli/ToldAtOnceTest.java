package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.site.ConfigYaml;
import dev.parley.site.Site;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two sites that are both served, one of them where nobody can call it: what is committed at either is seen at the other long before the interval
 * is over, though no one tells Parley. On real databases, over real HTTP.
 */
class ToldAtOnceTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatIsCommittedAtOneSiteIsSoonAtTheOther(Engine engine, @TempDir Path parent) throws Exception {
        try (TestFolder hosted = new TestFolder(parent, engine, "hosted");
                TestFolder shop = new TestFolder(parent, engine, "shop")) {
            for (TestFolder site : List.of(hosted, shop)) {
                site.reconfigure("interval: 0", "interval: 86400");
            }
            Files.writeString(
                    shop.config(), Files.readString(shop.config()).replaceAll("(?m)^  url: http://.*\\n", ""));
            Linked.link(shop, hosted);
            try (Site there = open(hosted);
                    Serving servedThere = Serving.start(there, TimeSource.SYSTEM);
                    Site here = open(shop);
                    Serving servedHere = Serving.start(here, TimeSource.SYSTEM)) {
                assertThat(List.of(servedThere.port(), servedHere.port())).doesNotContain(0);
                List<TestFolder> turns = List.of(hosted, shop, hosted, hosted, shop);
                for (int turn = 0; turn < turns.size(); turn++) {
                    TestFolder from = turns.get(turn);
                    TestFolder to = from.equals(shop) ? hosted : shop;
                    String uuid = UUID.randomUUID().toString();
                    from.addCustomer(uuid, "customer " + turn);
                    await("turn " + turn).atMost(Duration.ofSeconds(60)).until(() -> !to.column(
                                    "select name from customers where uuid = '" + uuid + "'")
                            .isEmpty());
                }
            }
        }
    }

    private static Site open(TestFolder folder) {
        return Site.open(ConfigYaml.read(folder.config(), folder.environment()), TimeSource.SYSTEM, Ids.RANDOM);
    }
}
