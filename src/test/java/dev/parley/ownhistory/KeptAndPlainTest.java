package dev.parley.ownhistory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A site whose application keeps its own history, and one with Parley's capture alone, agree in records and in Parley's log. */
class KeptAndPlainTest {

    private static final Engine ENGINE = Engine.valueOf(System.getProperty("crm", "MARIADB"));
    private static final long FIRST = Long.getLong("seed", 1);
    private static final int SEEDS = Integer.getInteger("seeds", 2);

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatIsDoneWhereParleyCapturesStandsInTheHistoryThatTheOtherApplicationKeeps(Engine other) {
        try (CrmSite kept = CrmSite.kept(ENGINE, "kept");
                CrmSite plain = CrmSite.plain(other, "plain")) {
            Linked linked = new Linked(kept, plain);
            linked.sync();
            plain.add(Crm.CUSTOMERS, "lee", Map.of("name", "Lee", "phone", "555"));
            plain.add(Crm.FILES, "face", Map.of("object", Crm.CUSTOMER, "object_id", "@customer:lee"));
            linked.sync();
            plain.set(Crm.CUSTOMERS, "lee", Map.of("phone", "556"));
            linked.sync();
            plain.add(Crm.CUSTOMERS, "kim", Map.of("name", "Kim"));
            plain.set(Crm.FILES, "face", Map.of("object_id", "@customer:kim"));
            kept.as("ben").set(Crm.CUSTOMERS, "lee", Map.of("phone", "557"));
            linked.sync();
            plain.delete(Crm.CUSTOMERS, "lee");
            linked.sync();

            linked.assertSame();
            assertThat(kept.told(Crm.CUSTOMERS, "lee"))
                    .contains(
                            "1|uuid|" + CrmSite.uuid("lee"),
                            "1|name|Lee",
                            "1|phone|555",
                            "2|phone|556",
                            "2|phone|557",
                            "3|*|");
            assertThat(kept.told(Crm.FILES, "face").stream().filter(told -> told.startsWith("2|")))
                    .as("its object stays what it was")
                    .containsExactly("2|object_id|" + CrmSite.uuid("kim"));
            assertThat(kept.history().stream()
                            .filter(row -> row.contains("|557|"))
                            .toList())
                    .singleElement()
                    .asString()
                    .contains(CrmSite.uuid("ben").toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whateverPeopleDoAtBothTheyEndWithTheSameRecordsAndTheSameLog(Engine other) {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try (CrmSite kept = CrmSite.kept(ENGINE, "kept");
                    CrmSite plain = CrmSite.plain(other, "plain")) {
                Linked linked = new Linked(kept, plain);
                List<String> shared = new ArrayList<>();
                CrmPlay one = new CrmPlay(kept, "k", shared, seed);
                CrmPlay two = new CrmPlay(plain, "p", shared, seed + 1000);
                for (int round = 0; round < 4; round++) {
                    linked.sync();
                    one.play(6);
                    two.play(6);
                    linked.syncBack();
                    linked.assertSame();
                }
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
    }
}
