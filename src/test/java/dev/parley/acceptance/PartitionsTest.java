package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.CaptureInstallation;
import dev.parley.store.CaptureInstallation.Finding;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitioned tables on PostgreSQL, whose applications write to partitions by name too. */
class PartitionsTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                diary:
                  entry: {table: entries, identity: random}
            """;

    @Test
    void whatIsWrittenToAPartitionByNameTravelsLikeAllElse() {
        try (ShopSite here = diary("here");
                ShopSite there = diary("there")) {
            Pair pair = new Pair(here, there);
            here.run(
                    add("entries", 2023, "through the whole"),
                    add("entries_2023", 2023, "by name"),
                    add("entries_2024", 2024, "by name, later"));
            assertArrive(pair, here, there, "2023 by name", "2023 through the whole", "2024 by name, later");

            here.run(
                    "update entries_2023 set what = 'altered by name' where what = 'by name'",
                    "update entries set day = '2024-01-01' where what = 'through the whole'");
            assertArrive(pair, here, there, "2023 altered by name", "2024 by name, later", "2024 through the whole");

            here.run("delete from entries_2024 where what = 'by name, later'");
            assertArrive(pair, here, there, "2023 altered by name", "2024 through the whole");

            here.run("truncate entries_2023");
            assertArrive(pair, here, there, "2024 through the whole");

            there.run(add("entries_2023", 2023, "again"), "truncate entries");
            assertArrive(pair, here, there);
        }
    }

    @Test
    void aPartitionThatCameSinceIsToldAndTheNextInstallationSeesToIt() {
        try (ShopSite here = diary("here");
                ShopSite there = diary("there")) {
            Pair pair = new Pair(here, there);
            here.run("create table entries_2025 partition of entries for values from ('2025-01-01') to ('2026-01-01')");
            there.run(
                    "create table entries_2025 partition of entries for values from ('2025-01-01') to ('2026-01-01')");
            assertThat(findings(here)).isNotEmpty().allSatisfy(finding -> assertThat(finding.message())
                    .contains("entries"));

            install(here);
            assertThat(findings(here)).isEmpty();
            here.run(add("entries_2025", 2025, "new year"), add("entries_2023", 2023, "old"));
            assertArrive(pair, here, there, "2023 old", "2025 new year");

            here.run("alter table entries detach partition entries_2023", "delete from entries_2023");
            assertThat(findings(here)).isEmpty();
            pair.sync();
            assertThat(entries(there)).containsExactly("2023 old", "2025 new year");

            new CaptureInstallation(here.site().database()).uninstall();
            assertThat(here.site().rows("select tgname from pg_trigger where tgname like 'parley%'"))
                    .isEmpty();
        }
    }

    private static void assertArrive(Pair pair, ShopSite here, ShopSite there, String... entries) {
        pair.sync();
        assertThat(entries(here)).containsExactly(entries);
        assertThat(entries(there)).containsExactly(entries);
        assertThat(there.openProblems()).isEmpty();
        pair.assertSilent();
        pair.assertEqualContent();
    }

    private static void install(ShopSite site) {
        new CaptureInstallation(site.site().database())
                .install(
                        site.site().context().catalogue(),
                        site.site().database().schema());
    }

    private static List<Finding> findings(ShopSite site) {
        return new CaptureInstallation(site.site().database())
                .check(site.site().context().catalogue(), site.site().database().schema());
    }

    private static List<String> entries(ShopSite site) {
        return site.site()
                .rows(
                        "select extract(year from day) || ' ' || what from entries order by extract(year from day), what collate \"C\"");
    }

    private static String add(String table, int year, String what) {
        return "insert into %s (business_id, day, what) values (%s, '%d-06-01', '%s')"
                .formatted(table, Shop.business(Shop.BUSINESS), year, what);
    }

    private static ShopSite diary(String name) {
        List<String> statements = new ArrayList<>(Shop.statements(Engine.POSTGRESQL, name));
        statements.add("create sequence numbers");
        statements.add("""
                create table entries (id bigint not null default nextval('numbers'), business_id integer not null, day date not null,
                  what text, primary key (id, day)) partition by range (day)""");
        statements.add(
                "create table entries_2023 partition of entries for values from ('2023-01-01') to ('2024-01-01')");
        // With its columns in another order.
        statements.add("""
                create table entries_2024 (what text, day date not null, business_id integer not null,
                  id bigint not null default nextval('numbers'))""");
        statements.add(
                "alter table entries attach partition entries_2024 for values from ('2024-01-01') to ('2025-01-01')");
        return ShopSite.open(Shop.setup(Engine.POSTGRESQL, name, CATALOGUE, statements));
    }
}
