package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.wire.Receipt.Signed;
import dev.parley.wire.Statement.Held;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receipt proves what it says, or is refused with a word that tells why. */
class ReceiptTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SigningKey HOSTED_KEY = SigningKey.random(RANDOM);
    private static final SigningKey SHOP_KEY = SigningKey.random(RANDOM);
    private static final UUID HOSTED = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final UUID SHOP = UUID.fromString("f1111111-2222-4333-8444-555555555555");
    private static final UUID BUSINESS = UUID.fromString("7b6f3a1e-52c4-4c1d-9a53-0a2f6f1f9f10");
    private static final String CONTENT = "488a6f01ccb5a9168c6703d89b709232";

    private static Held held(UUID site, String name, long records) {
        return new Held(site, name, Instant.parse("2026-01-05T09:00:00Z"), records, CONTENT);
    }

    private static Receipt receipt(long hosted, long shop) {
        Statement statement = Statement.of(
                BUSINESS,
                List.of("shop.core.business", "shop.customers.customer"),
                held(SHOP, "the shop, Łódź \"1\"\n", shop),
                held(HOSTED, "hosted", hosted));
        return new Receipt(statement, Signed.by(HOSTED, HOSTED_KEY, statement), Signed.by(SHOP, SHOP_KEY, statement));
    }

    private static Receipt read(String json) {
        return Receipt.ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String json, String code, String message) {
        assertThatExceptionOfType(ReceiptException.class)
                .isThrownBy(() -> read(json).check(Map.of()))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.hint()).isNotEmpty());
    }

    @Test
    void aReceiptComesBackAsItWasAndIsFoundRight() {
        Receipt receipt = receipt(120, 120);

        Receipt read = read(receipt.toJson());

        assertThat(read).isEqualTo(receipt);
        assertThat(read.statement().isEqual()).isTrue();
        assertThat(read.statement().second().name()).isEqualTo("the shop, Łódź \"1\"\n");
        read.check(Map.of());
        read.check(Map.of(HOSTED, HOSTED_KEY.publicHalf(), SHOP, SHOP_KEY.publicHalf()));
    }

    @Test
    void aReceiptMayAlsoSayThatTheSitesDidNotHoldTheSame() {
        Receipt read = read(receipt(120, 121).toJson());

        read.check(Map.of());
        assertThat(read.statement().isEqual()).isFalse();
        assertThat(read.statement().toText()).contains("\nverdict unequal\n");
    }

    @ParameterizedTest
    @CsvSource({
        "records 120, records 121",
        "2026-01-05T09:00:00Z, 2026-01-06T09:00:00Z",
        "content 488a, content 588a",
        "7b6f3a1e, 7b6f3a1f",
        "shop.core.business, shop.core.businesses",
        "name hosted, name hostel"
    })
    void whatIsAlteredAtBothSitesIsFoundByTheSignature(String said, String instead) {
        assertRefused(
                receipt(120, 120).toJson().replace(said, instead),
                "receipt_wrong",
                "(11111111-2222-4333-8444-555555555555) does not fit what the receipt says");
    }

    @Test
    void aVerdictThatItsOwnNumbersContradictIsRefused() {
        assertRefused(
                receipt(120, 121).toJson().replace("unequal", "equal"),
                "receipt_wrong",
                "The receipt says \"equal\", but its counts and fingerprints say \"unequal\".");
    }

    @Test
    void signaturesThatAreSwappedAreRefused() {
        Receipt receipt = receipt(120, 120);
        Signed first = receipt.first();
        Signed second = receipt.second();

        assertRefused(
                new Receipt(receipt.statement(), second, first).toJson(), "receipt_wrong", "is not where it should be");
        assertRefused(
                new Receipt(
                                receipt.statement(),
                                new Signed(HOSTED, first.key(), second.signature()),
                                new Signed(SHOP, second.key(), first.signature()))
                        .toJson(),
                "receipt_wrong",
                "The signature of hosted (11111111-2222-4333-8444-555555555555) does not fit");
    }

    @Test
    void aKeyThatIsNotTheKnownOneIsRefused() {
        Receipt receipt = receipt(120, 120);
        SiteKey other = SigningKey.random(RANDOM).publicHalf();

        assertThatExceptionOfType(ReceiptException.class)
                .isThrownBy(() -> receipt.check(Map.of(SHOP, other)))
                .withMessageContaining("that is " + other.fingerprint() + ", the receipt has "
                        + SHOP_KEY.publicHalf().fingerprint())
                .satisfies(e -> assertThat(e.code()).isEqualTo("receipt_key"));
        assertRefused(
                receipt.toJson().replace(SHOP_KEY.publicHalf().text(), other.text()),
                "receipt_wrong",
                "does not fit what the receipt says");
    }

    @Test
    void aReceiptCutOffAnywhereIsRefused() {
        String json = receipt(120, 120).toJson();
        for (int length = 0; length < json.length() - 1; length++) {
            assertRefused(
                    json.substring(0, length), "receipt_unreadable", "This is no receipt, or not the whole of one");
        }
    }

    @Test
    void aLaterVersionIsNamed() {
        String json = receipt(120, 120).toJson();

        assertRefused(
                json.replace("\"parley_receipt\":1", "\"parley_receipt\":2"),
                "receipt_version",
                "This receipt is of version 2, and this Parley checks version 1.");
        assertRefused(json.replace("parley receipt 1", "parley receipt 3"), "receipt_version", "of version 3");
    }

    @Test
    void aStatementThatIsWrittenOtherwiseIsRefused() {
        String json = receipt(120, 120).toJson();

        assertRefused(json.replace("records 120", "records 0120"), "receipt_unreadable", "the form of version 1");
        assertRefused(json.replace("T09:00:00Z", "T09:00:00.000Z"), "receipt_unreadable", "the form of version 1");
        assertRefused(json.replace("\\ncontent", "\\ncontents"), "receipt_unreadable", "no line \"content\"");
        assertRefused(json.replace("\"statement\"", "\"sentence\""), "receipt_unreadable", "\"statement\" is missing");
        assertRefused("[]", "receipt_unreadable", "a line should be a JSON object");
    }

    /** The first example of RFC 8032, 7.1. */
    @Test
    void keysAreThoseOfTheStandard() {
        byte[] secret = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] open = HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

        SigningKey key = SigningKey.of(
                Base64.getEncoder().encodeToString(open), Base64.getEncoder().encodeToString(secret));

        assertThat(HexFormat.of().formatHex(key.sign(new byte[0])))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        assertThat(key.publicHalf().signed(new byte[0], key.sign(new byte[0]))).isTrue();
        assertThat(key.publicHalf().signed(new byte[1], key.sign(new byte[0]))).isFalse();
        assertThat(key.publicHalf().fingerprint()).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
    }

    @Test
    void noSecretShowsUnlessAskedFor() {
        String secret = SHOP_KEY.secretText();
        String open = SHOP_KEY.publicHalf().text();

        assertThat(SHOP_KEY.toString()).doesNotContain(secret).contains(open);
        assertThat(SigningKey.of(open, secret).publicHalf()).isEqualTo(SHOP_KEY.publicHalf());
        assertThat(receipt(1, 1).toJson()).doesNotContain(secret);
        for (String wrong : new String[] {HOSTED_KEY.secretText(), "", "AAAA", "!".repeat(44)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SigningKey.of(open, wrong))
                    .withNoCause()
                    .withMessageNotContaining(HOSTED_KEY.secretText());
        }
    }

    @Test
    void whatIsNoPublicKeyIsRefused() {
        byte[] many = new byte[33];
        Arrays.fill(many, (byte) 7);
        for (String wrong : new String[] {"", "AAAA", "!", Base64.getEncoder().encodeToString(many)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> SiteKey.of(wrong));
        }
    }
}
