package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What went wrong in an earlier system with edits and deletes, each as it has to be. */
class LessonsTest {

    private static final Instant MONDAY = Instant.parse("2024-04-01T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2024-04-02T10:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2024-04-03T10:00:00Z");

    @ParameterizedTest
    @EnumSource(SyncType.class)
    void theSameFieldEditedAtBothSitesInTheSameMomentEndsEqualAndIsReported(SyncType type) {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.set("customers", "ann", "phone = '1'");
            here.stamp(MONDAY);
            there.set("customers", "ann", "phone = '2'");
            there.stamp(MONDAY);

            pair.sites().sync(type);

            assertThat(here.get("customers", "ann", "phone")).isIn("1", "2");
            pair.assertSettled();
            assertThat(here.problems("conflict")).hasSize(1);
            assertThat(there.problems("conflict")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anEmptiedFieldBecomesEmptyAtTheOtherSite(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.set("customers", "ann", "phone = '', notes = '', city = null");
            pair.sync();

            assertThat(there.get("customers", "ann", "phone")).isEmpty();
            assertThat(there.get("customers", "ann", "notes")).isEmpty();
            assertThat(there.get("customers", "ann", "city")).isEqualTo("null");

            there.set("customers", "ann", "phone = null, city = ''");
            pair.sync();
            assertThat(here.get("customers", "ann", "phone")).isEqualTo("null");
            assertThat(here.get("customers", "ann", "city")).isEmpty();
            pair.assertSettled();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatWasDeletedHereAndThenEditedThereComesBackWholeAndIsReported(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann");
                ShopSite there = ShopSite.open(engine, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.delete("customers", "ann");
            here.stamp(MONDAY);
            there.set("customers", "ann", "phone = '1'");
            there.stamp(TUESDAY);

            pair.sync();

            assertThat(here.site().rows("select name, phone, city from customers"))
                    .containsExactly("ann|1|Gdańsk");
            pair.assertSettled();
            assertThat(here.problems("conflict")).hasSize(1);
            assertThat(there.problems("conflict")).hasSize(1);
        }
    }

    @Test
    void whatIsEditedFarAwayAfterItsDeleteHasTravelledComesBackWholeEverywhereAndIsReported() {
        try (ShopSite left = ShopSite.open(Engine.SQLITE, "left", "ann");
                ShopSite middle = ShopSite.open(Engine.SQLITE, "middle");
                ShopSite right = ShopSite.open(Engine.SQLITE, "right")) {
            Pair leftMiddle = new Pair(left, middle);
            Pair middleRight = new Pair(middle, right);
            leftMiddle.sync();
            middleRight.sync();

            left.delete("customers", "ann");
            left.stamp(MONDAY);
            leftMiddle.sync();
            assertThat(middle.has("customers", "ann")).isFalse();
            right.set("customers", "ann", "phone = '1'");
            right.stamp(TUESDAY);
            middleRight.sync();
            leftMiddle.sync();

            for (ShopSite site : new ShopSite[] {left, middle, right}) {
                assertThat(site.site().rows("select name, phone, city from customers"))
                        .containsExactly("ann|1|Gdańsk");
                assertThat(site.problems("conflict")).hasSize(1);
            }
            ShopSite.assertSame(left, middle, right);
        }
    }

    @Test
    void whatIsEnteredAgainUnderItsUuidAfterTheDeleteTravelledIsWholeAtBothSites() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.delete("customers", "ann");
            pair.sync();

            there.addCustomer("ann");
            pair.sync();

            assertThat(here.site().rows("select name, phone, city from customers"))
                    .containsExactly("ann|555|Gdańsk");
            pair.assertSettled();
            assertThat(here.openProblems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anIncrementalSyncCarriesTheDeleteOfWhatCameInTheFirstLoad(Engine engine) {
        try (ShopSite here = ShopSite.open(engine, "here", "ann", "bob", "cleo");
                ShopSite there = ShopSite.open(engine, "there")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            assertThat(there.site()
                            .value("select count(*) from parley_change where action not in ('load', 'comparing')"))
                    .isEqualTo("0");

            here.delete("customers", "ann");
            there.delete("customers", "bob");
            SyncReport report = pair.sync();

            assertThat(report.type()).isEqualTo(SyncType.INCREMENTAL);
            assertThat(here.site().rows("select name from customers")).containsExactly("cleo");
            assertThat(there.site().rows("select name from customers")).containsExactly("cleo");
            pair.assertSettled();
        }
    }

    @Test
    void whoseEditStandsAndWhoseDoesNotIsToldAtBothSites() {
        try (ShopSite here = ShopSite.open(Engine.SQLITE, "here", "ann");
                ShopSite there = ShopSite.open(Engine.POSTGRESQL, "there", "ann")) {
            Pair pair = new Pair(here, there);
            pair.sync();
            here.runAs("beth", "till 3", "update customers set phone = '0144'");
            here.stamp(WEDNESDAY);
            there.runAs("andrew", "web", "update customers set phone = '0199'");
            there.stamp(TUESDAY);

            SyncReport report = pair.sync();

            assertThat(report.pulled().conflicts()).isEqualTo(1);
            assertThat(here.get("customers", "ann", "phone")).isEqualTo("0144");
            for (ShopSite site : new ShopSite[] {here, there}) {
                assertThat(site.problems("conflict")).singleElement().satisfies(LessonsTest::assertTold);
            }
            pair.assertSettled();
        }
    }

    private static void assertTold(Problem conflict) {
        assertThat(conflict.object()).isEqualTo(Shop.CUSTOMER);
        assertThat(conflict.record()).isEqualTo(Shop.uuid("ann").toString());
        assertThat(conflict.field()).isEqualTo("phone");
        String message = conflict.message();
        assertThat(message).contains("0144", "beth", "2024-04-03", "0199", "andrew", "2024-04-02");
        assertThat(message.indexOf("0144")).isLessThan(message.indexOf("0199"));
        assertThat(conflict.detail())
                .contains("\"value\":\"0144\"", "\"user\":\"beth\"", "\"session\":\"till 3\"")
                .contains("\"value\":\"0199\"", "\"user\":\"andrew\"", "\"session\":\"web\"");
    }

    /** Every script, in values, keys and names of people, between engines and as it was. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void textOfAnyScriptArrivesAsItWas(Engine engine) {
        String text = "Łódź 東京 עברית 🍷 e\u0301 \\ % _";
        try (ShopSite here = ShopSite.open(engine, "Łódź", "ann");
                ShopSite there = ShopSite.open(Engine.SQLITE, "東京")) {
            Pair pair = new Pair(here, there);
            pair.sync();

            here.runAs("Łucja 東京", "🍷", "update customers set city = '" + escaped(engine, text) + "'");
            here.tag("ann", "Ünïcödé 東");
            pair.sync();

            assertThat(there.get("customers", "ann", "city")).isEqualTo(text);
            assertThat(there.site().value("select tag from customer_tags")).isEqualTo("Ünïcödé 東");
            assertThat(there.site().rows("select user_name, session from parley_change where action = 'update'"))
                    .contains("Łucja 東京|🍷");
            pair.assertSettled();
        }
    }

    private static String escaped(Engine engine, String text) {
        return engine == Engine.MARIADB ? text.replace("\\", "\\\\") : text;
    }
}
