package dev.parley.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.site.Pairing.Invited;
import dev.parley.store.Link;
import dev.parley.store.Link.Direction;
import dev.parley.store.Link.Status;
import dev.parley.store.TimeSource;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import dev.parley.wire.Invitation;
import dev.parley.wire.PeerException;
import dev.parley.wire.SiteKey;
import dev.parley.wire.Standing;
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

    @Test
    void bothSidesLearnTheKeyThatTheOtherOneSignsWith() {
        accept(shop, invite(), Direction.BI);

        assertThat(new Keys(shop.site()).of(hosted.site().identity().site()))
                .contains(new Keys(hosted.site()).own().publicHalf());
        assertThat(new Keys(hosted.site()).of(shop.site().identity().site()))
                .contains(new Keys(shop.site()).own().publicHalf());
    }

    @Test
    void anInvitationOfASiteThatIsKnownByAnotherKeyIsRefusedUntilAPersonSaysOtherwise() {
        accept(shop, invite(), Direction.BI);
        new LinkEnds(shop.site()).here(shop.site().link("hosted"), Standing.REMOVED);
        SiteKey known = new Keys(hosted.site()).own().publicHalf();
        SiteKey fresh = new Keys(hosted.site()).renew().publicHalf();
        Invitation invitation = invite();

        assertThatThrownBy(() -> accept(shop, invitation, Direction.BI))
                .isInstanceOf(UnknownException.class)
                .hasMessageContaining("known is " + known.fingerprint());
        assertThat(shop.site().links()).isEmpty();

        new Keys(shop.site()).trust(hosted.site().identity().site(), fresh);
        assertThat(accept(shop, invitation, Direction.BI).name()).isEqualTo("hosted");
    }

    @Test
    void aSiteThatIsKnownByAnotherKeyCanNotTakeUpAnInvitation() {
        accept(shop, invite(), Direction.BI);
        new LinkEnds(shop.site()).here(shop.site().link("hosted"), Standing.REMOVED);
        new Keys(shop.site()).renew();

        assertThatThrownBy(() -> accept(shop, invite(), Direction.BI))
                .isInstanceOf(PeerException.class)
                .extracting(e -> ((PeerException) e).code())
                .isEqualTo("site_key_changed");
    }

    @Test
    void sitesThatWereLinkedBeforeTheyHadKeysLearnThemWhenTheyShakeHands() {
        Link link = accept(shop, invite(), Direction.BI);
        forgetKeys(shop);
        forgetKeys(hosted);

        new LinkSync(shop.site(), remotes).run(link, SyncType.PARTIAL);

        assertThat(new Keys(shop.site()).of(hosted.site().identity().site()))
                .contains(new Keys(hosted.site()).own().publicHalf());
        assertThat(new Keys(hosted.site()).of(shop.site().identity().site()))
                .contains(new Keys(shop.site()).own().publicHalf());
    }

    /** As a Parley left it that knew of no keys; and a site that is opened anew. */
    private void forgetKeys(Shop at) {
        at.run("drop table parley_site_key");
        new Keys(at.site()).own();
    }

    @Test
    void aKeyThatChangedIsToldAndNotTakenAndKeepsNoRecordBack() {
        Link link = accept(shop, invite(), Direction.BI);
        new LinkSync(shop.site(), remotes).run(link, SyncType.PARTIAL);
        SiteKey known = new Keys(hosted.site()).own().publicHalf();
        SiteKey fresh = new Keys(hosted.site()).renew().publicHalf();
        UUID customer = hosted.addCustomer("Ann");

        new LinkSync(shop.site(), remotes).run(link, SyncType.PARTIAL);

        assertThat(shop.column("select uuid from customers")).containsExactly(customer.toString());
        assertThat(new Keys(shop.site()).of(hosted.site().identity().site())).contains(known);
        assertThat(shop.column("select message from parley_problem where kind = 'key' and state = 'open'"))
                .singleElement()
                .asString()
                .contains("it says " + fresh.fingerprint() + ", known is " + known.fingerprint());

        new Keys(shop.site()).trust(hosted.site().identity().site(), fresh);
        new LinkSync(shop.site(), remotes).run(link, SyncType.PARTIAL);
        assertThat(shop.column("select message from parley_problem where kind = 'key' and state = 'open'"))
                .isEmpty();
    }

    @Test
    void theSecretHalfOfTheKeyStaysInTheDatabase() {
        String secret = new Keys(hosted.site()).own().secretText();
        Invited invited = new Pairing(hosted.site()).invite(Shop.BUSINESS, Optional.empty(), RANDOM);

        assertThat(invited.invitation().siteKey())
                .contains(new Keys(hosted.site()).own().publicHalf());
        assertThat(decoded(invited.invitation())).contains("public_key").doesNotContain(secret);
        assertThat(invited.toString()).doesNotContain(secret);
    }

    private static String decoded(Invitation invitation) {
        String text = invitation.toText().substring(Invitation.PREFIX.length());
        return new String(java.util.Base64.getUrlDecoder().decode(text), java.nio.charset.StandardCharsets.UTF_8);
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
