package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Problem;
import dev.parley.testing.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A customer is deleted at one site, and meanwhile gets an order and a tag at the other. Each database has its own rule for what refers to a row that goes. */
class ParentsTest {

    private static final Instant MONDAY = Instant.parse("2024-04-01T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2024-04-02T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "SQLITE, SQLITE, cascade, cascade",
        "POSTGRESQL, POSTGRESQL, cascade, cascade",
        "MARIADB, MARIADB, cascade, cascade",
        "SQLITE, SQLITE, set null, set null",
        "POSTGRESQL, POSTGRESQL, set null, set null",
        "MARIADB, MARIADB, set null, set null",
        "SQLITE, POSTGRESQL, restrict, cascade",
        "POSTGRESQL, MARIADB, cascade, restrict",
        "MARIADB, SQLITE, restrict, set null"
    })
    void isKeptAtBothSitesWhateverTheDatabasesWouldDo(Engine one, Engine other, String rule, String otherRule) {
        for (boolean deletedLater : new boolean[] {true, false}) {
            try (ShopSite here = open(one, "here", rule);
                    ShopSite there = open(other, "there", otherRule)) {
                here.addOrder("F-0", "bob");
                here.tag("ann", "old");
                Pair pair = new Pair(here, there);
                pair.sync();
                deletesBoth(here, rule);
                here.stamp(deletedLater ? TUESDAY : MONDAY);
                there.addOrder("F-1", "ann");
                there.tag("ann", "new");
                there.stamp(deletedLater ? MONDAY : TUESDAY);

                pair.sync();

                for (ShopSite site : List.of(here, there)) {
                    Map<String, List<String>> content = site.content();
                    assertThat(content.get("customers"))
                            .singleElement()
                            .asString()
                            .startsWith(Shop.uuid("ann") + "|ann|555");
                    assertThat(content.get("tags")).containsExactly(Shop.uuid("ann") + "|new|red");
                    assertThat(content.get("orders")).contains(Shop.uuid("F-1") + "|" + Shop.uuid("ann") + "|F-1|100");
                    assertThat(site.has("orders", "F-0")).isEqualTo(rule.equals("set null"));
                    assertThat(site.openProblems()).extracting(Problem::kind).containsExactly("restored");
                    assertThat(site.problems("restored").get(0).message())
                            .contains(Shop.CUSTOMER + " " + Shop.uuid("ann") + " was deleted by maria at ")
                            .containsPattern("but shop\\.(sales\\.order %s|customers\\.tag \\S+) still refers"
                                    .formatted(Shop.uuid("F-1")));
                }
                pair.assertSettled();
            }
        }
    }

    /** What refers to bob goes with him, or is led to nobody, or has to go before him. */
    private static void deletesBoth(ShopSite site, String rule) {
        List<String> deletes = new ArrayList<>();
        if (rule.equals("restrict")) {
            deletes.add("delete from orders");
        }
        deletes.add("delete from customers");
        site.runAs("maria", "till", deletes.toArray(String[]::new));
    }

    private static ShopSite open(Engine engine, String name, String rule) {
        List<String> statements = new ArrayList<>(Shop.statements(engine, name, "ann", "bob"));
        statements.replaceAll(
                sql -> sql.replace("customer_id integer not null, invoice", "customer_id integer, invoice")
                        .replace(
                                "foreign key (customer_id) references customers (id))",
                                "foreign key (customer_id) references customers (id) on delete " + rule + ")"));
        return ShopSite.open(Shop.setup(engine, name, Shop.CATALOGUE, statements));
    }
}
