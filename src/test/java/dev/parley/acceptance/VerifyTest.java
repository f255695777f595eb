package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.merge.Value;
import dev.parley.sync.Difference;
import dev.parley.sync.Difference.Unequal;
import dev.parley.sync.Difference.Where;
import dev.parley.sync.Verified;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in the rows is compared, whatever index and log say, and nothing is changed. */
class VerifyTest {

    @ParameterizedTest
    @EnumSource
    void equalRowsAreEqualWhateverTheEngine(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob");
                ShopSite there = ShopSite.open(engine.other(), "there", "ann", "bob")) {
            here.addOrder("A-1", "ann");
            here.tag("ann", "regular");
            Pair pair = new Pair(here, there);
            pair.sync();
            there.set("customers", "ann", "phone = '556', notes = null, last_updated = '2024-05-01 10:00:00'");
            pair.sync();

            Verified verified = pair.sites().verify(difference -> {
                throw new AssertionError(difference.toString());
            });

            assertThat(verified.isEqual()).isTrue();
            // The business, two customers, an order and a tag.
            assertThat(verified.here().records()).isEqualTo(5);
            assertThat(verified.there().fingerprint()).isEqualTo(verified.here().fingerprint());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDiffersIsNamedRecordByRecordAndFieldByField(Engine engine) {
        String[] customers =
                IntStream.range(0, 700).mapToObj(i -> "customer " + i).toArray(String[]::new);
        try (ShopSite here = ShopSite.open(engine, "here", customers);
                ShopSite there = ShopSite.open(engine.other(), "there", customers)) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.site()
                    .behindParley("update customers set city = 'Sopot' where uuid = '%s'"
                            .formatted(Shop.uuid("customer 17")));
            here.site().behindParley("delete from customers where uuid = '%s'".formatted(Shop.uuid("customer 400")));
            here.site().behindParley(Shop.customer("only here"));
            List<String> before = here.history();

            List<Difference> found = new ArrayList<>();
            Verified verified = pair.sites().verify(found::add);

            assertThat(found)
                    .containsExactlyInAnyOrder(
                            new Difference(
                                    Shop.CUSTOMER,
                                    Shop.uuid("customer 17"),
                                    Where.BOTH,
                                    List.of(new Unequal("city", Value.of("Sopot"), Value.of("Gdańsk")))),
                            new Difference(Shop.CUSTOMER, Shop.uuid("customer 400"), Where.THERE, List.of()),
                            new Difference(Shop.CUSTOMER, Shop.uuid("only here"), Where.HERE, List.of()));
            assertThat(verified.isEqual()).isFalse();
            assertThat(verified.differences()).isEqualTo(3);
            assertThat(here.history()).isEqualTo(before);
            assertThat(here.openProblems()).isEmpty();
        }
    }
}
