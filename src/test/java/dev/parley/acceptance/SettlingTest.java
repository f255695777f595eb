package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.merge.Value;
import dev.parley.store.Problem;
import dev.parley.sync.OpenConflicts;
import dev.parley.sync.Settling;
import dev.parley.sync.Settling.Choice;
import dev.parley.sync.UndecidableException;
import dev.parley.testing.Engine;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A person settles a conflict by hand: that is a newer change, and the conflict goes off the list at both sites. */
class SettlingTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void thePersonPicksTheValueThatHadLost(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = phonesInConflict(here, there);
            Problem problem = theConflict(here);
            String lost = here.get("customers", "ann", "phone").equals("111") ? "222" : "111";

            boolean lostIsLocal = lost.equals("111");
            settle(here, problem, lostIsLocal ? new Choice.Local() : new Choice.Remote());

            assertThat(here.get("customers", "ann", "phone")).isEqualTo(lost);
            assertThat(here.problems("conflict")).isEmpty();
            pair.sync();
            assertThat(there.get("customers", "ann", "phone")).isEqualTo(lost);
            assertThat(there.problems("conflict")).hasSize(1);
            assertThat(new OpenConflicts(there.site().context()).review()).isEqualTo(1);
            assertThat(there.problems("conflict")).isEmpty();
            assertThat(here.history().toString()).contains("maria");
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anotherValueAltogetherAndOneThatCanNotBe(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.addOrder("F-1", "ann");
            pair.sync();
            here.set("orders", "F-1", "total = 5");
            there.set("orders", "F-1", "total = 6");
            pair.sync();
            Problem problem = theConflict(there);

            assertThatThrownBy(() -> settle(there, problem, new Choice.Other(Optional.empty(), Value.of("five"))))
                    .isInstanceOf(UndecidableException.class)
                    .hasMessageContaining("total can't hold that");
            assertThat(there.problems("conflict")).hasSize(1);

            settle(there, problem, new Choice.Other(Optional.empty(), Value.of("7")));

            pair.sync();
            assertThat(here.get("orders", "F-1", "total")).isEqualTo("7");
            assertThat(there.get("orders", "F-1", "total")).isEqualTo("7");
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aRecordThatWasDeletedHereAndEditedThereGoesAfterAll(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.delete("customers", "ann");
            there.set("customers", "ann", "phone = '222'");
            pair.sync();
            assertThat(here.has("customers", "ann")).isTrue();

            settle(here, theConflict(here), new Choice.Local());

            assertThat(here.has("customers", "ann")).isFalse();
            pair.sync();
            assertThat(there.has("customers", "ann")).isFalse();
            pair.assertSettled();
            assertThat(new OpenConflicts(there.site().context()).review()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anEditInTheApplicationThatKnewBothSidesSettlesItToo(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = phonesInConflict(here, there);
            there.set("customers", "ann", "city = 'Oslo'");
            pair.sync();
            assertThat(new OpenConflicts(here.site().context()).review()).isZero();
            assertThat(here.problems("conflict")).hasSize(1);

            there.set("customers", "ann", "phone = '333'");
            pair.sync();

            assertThat(new OpenConflicts(here.site().context()).review()).isEqualTo(1);
            assertThat(new OpenConflicts(there.site().context()).review()).isEqualTo(1);
            assertThat(new OpenConflicts(there.site().context()).review()).isZero();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, local", "SQLITE, remote", "SQLITE, F-9",
        "POSTGRESQL, local", "POSTGRESQL, remote", "POSTGRESQL, F-9",
        "MARIADB, local", "MARIADB, remote", "MARIADB, F-9"
    })
    void ofTwoOrdersWithOneNumberOneGoesOrGetsAnotherNumber(Engine engine, String how) {
        try (ShopSite here = ShopSite.open(CollisionsTest.withUniqueInvoices(engine, "here"));
                ShopSite there = ShopSite.open(CollisionsTest.withUniqueInvoices(engine, "there"))) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.run(CollisionsTest.order("order of here", "F-1"));
            there.run(CollisionsTest.order("order of there", "F-1"));
            pair.sync();
            Problem problem = here.problems("held").get(0);
            assertThat(problem.message())
                    .contains("invoice \"F-1\" with " + Shop.uuid("order of here"), "give one of them another value");

            settle(here, problem, choice(how));

            assertThat(here.openProblems()).isEmpty();
            pair.sync();
            pair.sync();
            boolean renamed = how.equals("F-9");
            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.openProblems()).isEmpty();
                assertThat(site.has("orders", "order of here")).isEqualTo(renamed || how.equals("local"));
                assertThat(site.has("orders", "order of there")).isEqualTo(renamed || how.equals("remote"));
            }
            if (renamed) {
                assertThat(there.get("orders", "order of there", "invoice")).isEqualTo("F-9");
            }
            pair.assertSettled();
        }
    }

    private static Choice choice(String how) {
        return switch (how) {
            case "local" -> new Choice.Local();
            case "remote" -> new Choice.Remote();
            default -> new Choice.Other(Optional.empty(), Value.of(how));
        };
    }

    private static Pair phonesInConflict(ShopSite here, ShopSite there) {
        Pair pair = new Pair(here, there);
        pair.sync();
        here.set("customers", "ann", "phone = '111'");
        there.set("customers", "ann", "phone = '222'");
        pair.sync();
        return pair;
    }

    private static Problem theConflict(ShopSite site) {
        assertThat(site.problems("conflict")).hasSize(1);
        return site.problems("conflict").get(0);
    }

    private static void settle(ShopSite site, Problem problem, Choice choice) {
        Settling.Settled settled = new Settling(site.site().context()).settle(problem, choice, "maria");
        assertThat(settled.written()).isTrue();
    }
}
