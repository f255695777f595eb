package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three sites: what comes over one link goes on over the others by itself, and never round and round. */
class ThreeSitesTest {

    private static final int ROUNDS = 4;

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE, SQLITE", "POSTGRESQL, SQLITE, MARIADB"})
    void anEditAtOneEndOfALineReachesTheOtherEnd(Engine one, Engine two, Engine three) {
        try (ShopSite left = ShopSite.open(one, "left", "ann");
                ShopSite middle = ShopSite.open(two, "middle");
                ShopSite right = ShopSite.open(three, "right")) {
            Pair leftMiddle = new Pair(left, middle);
            Pair middleRight = new Pair(middle, right);
            leftMiddle.sync();
            middleRight.sync();
            assertThat(right.get("customers", "ann", "name")).isEqualTo("ann");

            left.set("customers", "ann", "phone = '556'");
            left.addCustomer("bob");
            left.addOrder("F-1", "bob");
            left.tag("ann", "club");
            leftMiddle.sync();
            middleRight.sync();
            ShopSite.assertSame(left, middle, right);

            right.set("customers", "ann", "city = 'Łódź'");
            right.delete("orders", "F-1");
            right.delete("customers", "bob");
            middleRight.sync();
            leftMiddle.sync();
            assertThat(left.get("customers", "ann", "city")).isEqualTo("Łódź");
            assertThat(left.has("customers", "bob")).isFalse();
            ShopSite.assertSame(left, middle, right);
            leftMiddle.assertSilent();
            middleRight.assertSilent();
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE, SQLITE", "MARIADB, POSTGRESQL, SQLITE"})
    void aFirstLoadThatComesToTheMiddleAfterItWasLinkedReachesTheFarEnd(Engine one, Engine two, Engine three) {
        try (ShopSite left = ShopSite.open(one, "left", "ann", "bob");
                ShopSite middle = ShopSite.open(two, "middle");
                ShopSite right = ShopSite.open(three, "right", "cleo")) {
            Pair leftMiddle = new Pair(left, middle);
            Pair middleRight = new Pair(middle, right);
            middleRight.sync();
            middleRight.assertSettled();

            leftMiddle.sync();
            middleRight.sync();

            assertThat(right.has("customers", "ann")).isTrue();
            assertThat(left.has("customers", "cleo")).isTrue();
            ShopSite.assertSame(left, middle, right);
            leftMiddle.assertSilent();
            middleRight.assertSilent();
        }
    }

    /** The time of a change says nothing about when a site got it. */
    @Test
    void whatWasDoneLongAgoAndRelayedLateIsNotMissed() {
        try (ShopSite left = ShopSite.open(Engine.SQLITE, "left", "ann");
                ShopSite middle = ShopSite.open(Engine.SQLITE, "middle", "ann");
                ShopSite right = ShopSite.open(Engine.SQLITE, "right", "ann")) {
            Pair leftMiddle = new Pair(left, middle);
            Pair middleRight = new Pair(middle, right);
            leftMiddle.sync();
            middleRight.sync();

            left.set("customers", "ann", "phone = '556'");
            left.stamp(Instant.parse("2024-04-01T10:00:00Z"));
            middle.set("customers", "ann", "city = 'Sopot'");
            middle.stamp(Instant.parse("2024-04-02T10:00:00Z"));
            middleRight.sync();
            leftMiddle.sync();
            middleRight.sync();

            assertThat(right.get("customers", "ann", "phone")).isEqualTo("556");
            leftMiddle.sync();
            ShopSite.assertSame(left, middle, right);
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE, SQLITE", "SQLITE, MARIADB, POSTGRESQL"})
    void aTriangleSettlesAndStaysSilent(Engine one, Engine two, Engine three) {
        try (ShopSite a = ShopSite.open(one, "a", "ann", "bob");
                ShopSite b = ShopSite.open(two, "b", "ann", "cleo");
                ShopSite c = ShopSite.open(three, "c", "ann", "dora")) {
            Pair ab = new Pair(a, b);
            Pair bc = new Pair(b, c);
            Pair ca = new Pair(c, a);
            settle(ab, bc, ca);
            ShopSite.assertSame(a, b, c);

            a.set("customers", "ann", "phone = '1'");
            b.set("customers", "ann", "phone = '2', city = 'Sopot'");
            c.set("customers", "ann", "notes = 'calls on Fridays'");
            a.delete("customers", "cleo");
            b.addCustomer("emil");
            b.addOrder("F-1", "emil");
            c.tag("ann", "club");
            c.delete("customers", "bob");
            settle(ab, bc, ca);

            ShopSite.assertSame(a, b, c);
            assertThat(a.get("customers", "ann", "city")).isEqualTo("Sopot");
            assertThat(a.problems("conflict")).hasSize(1);
            assertThat(b.problems("conflict")).hasSize(1);
            assertThat(c.problems("conflict")).hasSize(1);
            ab.assertSilent();
            bc.assertSilent();
            ca.assertSilent();
        }
    }

    private static void settle(Pair... links) {
        int moved = 1;
        for (int round = 0; moved > 0; round++) {
            assertThat(round).as("rounds until all is said").isLessThan(ROUNDS);
            moved = 0;
            for (Pair link : links) {
                moved += link.moved();
            }
        }
    }
}
