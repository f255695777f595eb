package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.site.Pairing.Invited;
import dev.parley.store.Link;
import dev.parley.store.Link.Direction;
import dev.parley.store.Link.Status;
import dev.parley.store.TimeSource;
import dev.parley.testing.Engine;
import dev.parley.wire.Invitation;
import dev.parley.wire.PeerException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairingTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Shop hosted;
    private final Shop shop;
    private final Shop third;
    private final DirectRemotes remotes;

    PairingTest(@TempDir Path folder) {
        hosted = Shop.open(Engine.SQLITE, folder, "hosted", TimeSource.SYSTEM);
        shop = Shop.open(Engine.SQLITE, folder, "shop", TimeSource.SYSTEM);
        third = Shop.open(Engine.SQLITE, folder, "third", TimeSource.SYSTEM);
        remotes = new DirectRemotes(hosted, shop, third);
    }

    @AfterEach
    void close() {
        hosted.close();
        shop.close();
        third.close();
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesHoldTheSameLinkAndSeeItsDirectionEachFromItsOwnSide(Direction direction) {
        Link here = accept(shop, invite(), direction);
        Link there = hosted.site().link("shop");

        assertThat(here.name()).isEqualTo("hosted");
        assertThat(here.uuid()).isEqualTo(there.uuid());
        assertThat(here.direction()).isEqualTo(direction);
        assertThat(there.direction()).isEqualTo(direction.mirrored());
        assertThat(here.status()).isEqualTo(Status.ACTIVE);
        assertThat(there.status()).isEqualTo(Status.ACTIVE);
        assertThat(here.remoteSite()).isEqualTo(hosted.site().identity().site());
        assertThat(there.remoteSite()).isEqualTo(shop.site().identity().site());
        assertThat(here.remoteUrl()).isEqualTo("http://hosted.test");
        assertThat(there.remoteUrl()).isEqualTo("http://shop.test");
    }

    @Test
    void anInvitationIsGoodForTheFirstSiteThatTakesItUp() {
        Invitation invitation = invite();
        accept(shop, invitation, Direction.BI);

        assertThatThrownBy(() -> accept(third, invitation, Direction.BI))
                .isInstanceOf(PeerException.class)
                .extracting(e -> ((PeerException) e).code())
                .isEqualTo("invitation_used");
        assertThat(third.site().links()).isEmpty();
        assertThat(hosted.site().link("shop").remoteName()).isEqualTo("shop");
    }

    @Test
    void whereTheAnswerGotLostTheSameSiteMayTakeItUpAgain() {
        Invitation invitation = invite();
        remotes.losesAnswers(true);
        assertThatThrownBy(() -> accept(shop, invitation, Direction.PULL)).isInstanceOf(PeerException.class);
        assertThat(shop.site().links()).isEmpty();
        remotes.losesAnswers(false);

        assertThat(accept(shop, invitation, Direction.BI).direction()).isEqualTo(Direction.BI);
        assertThat(hosted.site().links()).hasSize(1);
        assertThat(hosted.site().link("shop").direction()).isEqualTo(Direction.BI);
    }

    @Test
    void anInvitationThatIsTakenUpTwiceAtOneSiteIsRefusedThere() {
        Invitation invitation = invite();
        accept(shop, invitation, Direction.BI);

        assertThatThrownBy(() -> accept(shop, invitation, Direction.BI)).hasMessageContaining("already");
        assertThatThrownBy(() -> accept(shop, invite(), Direction.BI))
                .hasMessage("This business is linked with hosted already, by link hosted.");
    }

    @Test
    void aSiteCanNotLinkWithItself() {
        assertThatThrownBy(() -> accept(hosted, invite(), Direction.BI)).hasMessageContaining("this very site");
    }

    @Test
    void aBusinessThatIsNotHereCanNotBeSharedAndThoseThatAreAreNamed() {
        assertThatThrownBy(() -> new Pairing(hosted.site()).invite(new UUID(4, 2), Optional.empty(), RANDOM))
                .isInstanceOf(UnknownException.class)
                .hasMessage("There is no business 00000000-0000-0004-0000-000000000002 at this site.")
                .extracting(e -> ((UnknownException) e).hint())
                .isEqualTo("Those here are " + Shop.BUSINESS + " (Silvermoon).");
    }

    @Test
    void aSiteWithoutTheBusinessMayPullItButHasNothingToPush() {
        shop.run("delete from businesses");
        Invitation invitation = invite();

        assertThatThrownBy(() -> accept(shop, invitation, Direction.PUSH)).isInstanceOf(UnknownException.class);
        assertThat(accept(shop, invitation, Direction.PULL).name()).isEqualTo("hosted");
    }

    @Test
    void aNameThatIsTakenIsRefusedBeforeTheInvitationIsUsedUp() {
        accept(shop, invite(), Direction.BI);
        Invitation fromThird = new Pairing(third.site())
                .invite(Shop.BUSINESS, Optional.empty(), RANDOM)
                .invitation();

        assertThatThrownBy(
                        () -> new Pairing(shop.site()).accept(fromThird, Direction.BI, Optional.of("hosted"), remotes))
                .hasMessage("There is a link hosted already.");
        assertThat(third.site().links().get(0).status()).isEqualTo(Status.INVITED);
        assertThat(accept(shop, fromThird, Direction.BI).name()).isEqualTo("third");
    }

    @Test
    void theKeyHas256BitsAndIsNotToBeSeenInWhatIsPrintedOfALink() {
        Invited invited = new Pairing(hosted.site()).invite(Shop.BUSINESS, Optional.empty(), RANDOM);
        String secret = invited.invitation().key().secretText();

        assertThat(java.util.Base64.getUrlDecoder().decode(secret)).hasSize(32);
        assertThat(invited.link().toString()).doesNotContain(secret);
        assertThat(invited.toString()).doesNotContain(secret);
        assertThat(hosted.site().links().toString()).doesNotContain(secret);
    }

    private Invitation invite() {
        return new Pairing(hosted.site())
                .invite(Shop.BUSINESS, Optional.empty(), RANDOM)
                .invitation();
    }

    private Link accept(Shop at, Invitation invitation, Direction direction) {
        return new Pairing(at.site()).accept(invitation, direction, Optional.empty(), remotes);
    }
}
