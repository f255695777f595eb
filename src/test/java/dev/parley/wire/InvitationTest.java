package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Keys and invitations: whole or refused, and silent about their secret. */
class InvitationTest {

    private static final LinkKey KEY = LinkKey.random(new SecureRandom());
    private static final Invitation INVITATION = new Invitation(
            URI.create("https://hosted.example/parley"),
            new UUID(1, 2),
            "Łódź Wines",
            KEY,
            new UUID(3, 4),
            "hosted",
            Optional.empty());

    @Test
    void anInvitationIsOneLineThatComesBackAsItWas() {
        String line = INVITATION.toText();
        assertThat(line).matches("parley1:[A-Za-z0-9_-]+");
        assertThat(Invitation.ofText("  " + line + "\n")).isEqualTo(INVITATION);
    }

    @Test
    void aPartOfAnInvitationIsRefusedAndNotRepeated() {
        String line = INVITATION.toText();
        for (int length = 0; length < line.length(); length++) {
            String part = line.substring(0, length);
            assertThatExceptionOfType(PeerException.class)
                    .as("cut off after %s of %s", length, line.length())
                    .isThrownBy(() -> Invitation.ofText(part))
                    .withNoCause()
                    .satisfies(e -> assertThat(e.code()).isEqualTo("invitation_malformed"))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        }
    }

    @Test
    void anInvitationToWhatCannotBeCalledIsRefused() {
        for (String url : new String[] {"ftp://a/", "file:///etc/passwd", "https:nothing", "relative"}) {
            String json = "{\"url\":\"" + url + "\",\"business\":\"" + new UUID(1, 2) + "\",\"business_name\":\"\","
                    + "\"key_id\":\"k\",\"key\":\"" + KEY.secretText() + "\",\"site\":\"" + new UUID(1, 2)
                    + "\",\"site_name\":\"\"}";
            String line = "parley1:"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThatExceptionOfType(PeerException.class).as(url).isThrownBy(() -> Invitation.ofText(line));
        }
    }

    @Test
    void noSecretShowsUnlessAskedFor() {
        assertThat(KEY.toString()).isEqualTo("LinkKey[" + KEY.id() + "]");
        assertThat(INVITATION.toString()).doesNotContain(KEY.secretText());
        assertThat(LinkKey.of(KEY.id(), KEY.secretText())).isEqualTo(KEY);
        assertThat(Base64.getUrlDecoder().decode(KEY.secretText())).hasSize(LinkKey.BYTES);
    }

    @Test
    void aKeyThatIsNot256BitsIsRefusedWithoutRepeatingIt() {
        for (String secret : new String[] {"", "AAAA", "A".repeat(44), "!".repeat(43)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LinkKey.of("k", secret))
                    .withMessageNotContaining("A".repeat(4))
                    .withMessageNotContaining("!")
                    .withNoCause();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> LinkKey.of("a b", KEY.secretText()));
    }

    @Test
    void keysDiffer() {
        LinkKey other = LinkKey.random(new SecureRandom());
        assertThat(other.id()).isNotEqualTo(KEY.id());
        assertThat(other.secretText()).isNotEqualTo(KEY.secretText());
        assertThat(LinkKey.of(KEY.id(), other.secretText())).isNotEqualTo(KEY);
    }
}
