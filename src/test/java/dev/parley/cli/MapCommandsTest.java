package dev.parley.cli;

import static dev.parley.cli.Linked.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps made and undone at the terminal. */
class MapCommandsTest {

    private static final String CUSTOMER = "shop.customers.customer";
    private static final String ADA = "00000000-0000-4000-8000-0000000000a1";
    private static final String BEA = "00000000-0000-4000-8000-0000000000b2";
    private static final String NOBODY = "00000000-0000-4000-8000-0000000000c3";
    private static final String NAMES = "select name from customers order by name";

    @Test
    void aMapThatWasWrongIsUndoneAtBothSites(@TempDir Path folder) throws IOException, SQLException {
        try (TestFolder shop = new TestFolder(folder, Engine.SQLITE, "shop");
                TestFolder hosted = new TestFolder(folder, Engine.SQLITE, "hosted")) {
            shop.addCustomer(ADA, "Ada");
            shop.addCustomer(BEA, "Bea");
            Linked.link(shop, hosted);
            Linked.serving(hosted, () -> ok(shop.parley("sync", "hosted")));

            assertThat(ok(shop.parley("map", "add", CUSTOMER, ADA, BEA))).contains("one record now, " + ADA);
            Linked.serving(hosted, () -> ok(shop.parley("sync", "hosted")));
            assertThat(hosted.column(NAMES)).isEqualTo(shop.column(NAMES)).hasSize(1);
            assertThat(ok(hosted.parley("map", "list"))).contains(CUSTOMER, ADA, BEA);

            assertThat(ok(hosted.parley("map", "remove", CUSTOMER, BEA)))
                    .isEqualTo(BEA + " is a record by itself again, apart from " + ADA + ".");
            Linked.serving(hosted, () -> ok(shop.parley("sync", "hosted")));
            assertThat(shop.column(NAMES)).isEqualTo(List.of("Ada", "Bea"));
            assertThat(hosted.column(NAMES)).isEqualTo(List.of("Ada", "Bea"));
            assertThat(ok(shop.parley("map", "list"))).isEqualTo("Every record goes by one uuid.");
            Linked.serving(hosted, () -> assertThat(ok(shop.parley("verify", "hosted")))
                    .contains("equal"));
        }
    }

    @Test
    void whatIsNoMapIsToldAndChangesNothing(@TempDir Path folder) throws IOException, SQLException {
        try (TestFolder shop = new TestFolder(folder, Engine.SQLITE, "shop");
                TestFolder hosted = new TestFolder(folder, Engine.SQLITE, "hosted")) {
            shop.addCustomer(ADA, "Ada");
            Linked.link(shop, hosted);

            Cli.Outcome unmapped = shop.parley("map", "remove", CUSTOMER, ADA);
            assertThat(unmapped.exit()).isNotZero();
            assertThat(unmapped.err()).contains(ADA, "parley map list");
            Cli.Outcome nobody = shop.parley("map", "add", CUSTOMER, ADA, NOBODY);
            assertThat(nobody.exit()).isNotZero();
            assertThat(nobody.err()).contains(NOBODY);
            Cli.Outcome misspelt = shop.parley("map", "remove", "shop.customers.custommer", ADA);
            assertThat(misspelt.exit()).isNotZero();
            assertThat(misspelt.err()).contains(CUSTOMER);
            assertThat(shop.column(NAMES)).isEqualTo(List.of("Ada"));
        }
    }
}
