package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.Link;
import dev.parley.store.Link.Direction;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is one business as a whole: which uuid that has. */
class OneBusinessTest {

    private static final String CATALOGUE = """
            business: whole database
            ignore: [businesses, customer_tags]
            packages:
              shop:
                customers:
                  customer: {table: customers, references: {business_id: false}}
            """;

    private final Shop hosted;
    private final Shop shop;
    private final DirectRemotes remotes;

    OneBusinessTest(@TempDir Path folder) {
        hosted = Shop.open(Engine.SQLITE, folder, "hosted", TimeSource.SYSTEM, CATALOGUE);
        shop = Shop.open(Engine.SQLITE, folder, "shop", TimeSource.SYSTEM, CATALOGUE);
        remotes = new DirectRemotes(hosted, shop);
    }

    @AfterEach
    void close() {
        hosted.close();
        shop.close();
    }

    @Test
    void whoTakesUpAnInvitationTakesTheUuidInItForAsLongAsNothingIsInTheLog() {
        UUID business = new Pairing(hosted.site()).onlyBusiness();
        assertThat(new Pairing(shop.site()).onlyBusiness()).isNotEqualTo(business);
        shop.addCustomer("Ann");

        Link link = accept();

        assertThat(link.business()).isEqualTo(business);
        assertThat(new Pairing(shop.site()).onlyBusiness()).isEqualTo(business);
        new LinkSync(shop.site(), remotes).run(link, dev.parley.sync.SyncType.INCREMENTAL);
        assertThat(hosted.customers()).containsExactly("Ann");
    }

    @Test
    void aBusinessWithAHistoryKeepsItsUuidAndTheWayOutIsTold() {
        shop.addCustomer("Ann");
        shop.site().takeIn();
        UUID business = new Pairing(shop.site()).onlyBusiness();

        assertThatThrownBy(this::accept)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("This database is the business " + business)
                .extracting(e -> ((SiteException) e).hint())
                .asString()
                .contains("parley deinit, then parley init --business");
        assertThat(new Pairing(shop.site()).onlyBusiness()).isEqualTo(business);
    }

    @Test
    void initTakesTheUuidThatItIsGivenAndKeepsIt() {
        UUID given = UUID.randomUUID();

        assertThat(new Setup(shop.site()).init(Optional.of(given)).business()).contains(given);
        assertThat(new Setup(shop.site()).init().business()).contains(given);
    }

    private Link accept() {
        Pairing inviting = new Pairing(hosted.site());
        Pairing.Invited invited = inviting.invite(inviting.onlyBusiness(), Optional.empty(), new SecureRandom());
        return new Pairing(shop.site()).accept(invited.invitation(), Direction.BI, Optional.empty(), remotes);
    }
}
