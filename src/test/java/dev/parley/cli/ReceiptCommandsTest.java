package dev.parley.cli;

import static dev.parley.cli.Linked.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testing.Engine;
import dev.parley.wire.Receipt;
import dev.parley.wire.Receipt.Signed;
import dev.parley.wire.SigningKey;
import dev.parley.wire.Statement;
import dev.parley.wire.Statement.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts and keys at the terminal. */
class ReceiptCommandsTest {

    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final String CONTENT = "488a6f01ccb5a9168c6703d89b709232";

    private final SigningKey oneKey = SigningKey.random(new SecureRandom());
    private final SigningKey otherKey = SigningKey.random(new SecureRandom());
    private final Path folder;

    ReceiptCommandsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path receipt(long otherRecords) throws IOException {
        Instant time = Instant.parse("2026-01-05T09:00:00Z");
        Statement statement = Statement.of(
                new UUID(3, 3),
                List.of("shop.customers.customer"),
                new Held(ONE, "hosted", time, 7, CONTENT),
                new Held(OTHER, "shop", time, otherRecords, CONTENT));
        Receipt receipt =
                new Receipt(statement, Signed.by(ONE, oneKey, statement), Signed.by(OTHER, otherKey, statement));
        return Files.writeString(folder.resolve("receipt.json"), receipt.toJson());
    }

    @Test
    void aReceiptIsCheckedWithoutASite() throws IOException {
        Cli.Outcome checked = Cli.run("receipt", "check", receipt(7).toString());

        assertThat(checked.exit()).as(checked.err()).isZero();
        assertThat(checked.out())
                .startsWith("Equal: business 00000000-0000-0003-0000-000000000003, 1 object.")
                .contains("hosted", "shop", CONTENT, oneKey.publicHalf().fingerprint())
                .contains("Both sites signed this.")
                .contains("  " + OTHER + "=" + otherKey.publicHalf().text());
    }

    @Test
    void whatIsUnequalIsTold() throws IOException {
        Cli.Outcome checked = Cli.run("receipt", "check", receipt(8).toString(), "--json");

        assertThat(checked.exit()).isEqualTo(Exit.FINDINGS);
        JsonNode json = new ObjectMapper().readTree(checked.out());
        assertThat(json.path("verdict").asText()).isEqualTo("unequal");
        assertThat(json.path("sites").path(1).path("records").asInt()).isEqualTo(8);
        assertThat(json.path("keys_known").asBoolean()).isFalse();
    }

    @Test
    void keysThatAreKnownAreGivenOneByOneOrInAFile() throws IOException {
        String receipt = receipt(7).toString();
        Path keys = Files.writeString(folder.resolve("keys"), "# ours\n" + ONE + "  " + oneKey.publicHalf() + "\n\n");
        String key = OTHER + "=" + otherKey.publicHalf();

        Cli.Outcome known = Cli.run("receipt", "check", receipt, "--keys", keys.toString(), "--key", key);
        assertThat(known.exit()).as(known.err()).isZero();
        assertThat(known.out()).doesNotContain("for you to find out");

        Cli.Outcome wrong = Cli.run("receipt", "check", receipt, "--key", OTHER + "=" + oneKey.publicHalf());
        assertThat(wrong.exit()).isEqualTo(Exit.FAILED);
        assertThat(wrong.err()).contains("was not signed with the key that shop (" + OTHER + ") is known by");

        for (String bad : List.of("shop=" + oneKey.publicHalf(), OTHER + "=abc", OTHER.toString())) {
            Cli.Outcome usage = Cli.run("receipt", "check", receipt, "--key", bad);
            assertThat(usage.exit()).as(bad).isEqualTo(Exit.USAGE);
            assertThat(usage.err()).contains("parley key show");
        }
    }

    @Test
    void whatProvesNothingIsRefused() throws IOException {
        Path receipt = receipt(7);
        String json = Files.readString(receipt);

        Files.writeString(receipt, json.replace("records 7", "records 9"));
        Cli.Outcome altered = Cli.run("receipt", "check", receipt.toString());
        assertThat(altered.exit()).isEqualTo(Exit.FAILED);
        assertThat(altered.err()).contains("does not fit what the receipt says", "Don't rely on it");

        Files.writeString(receipt, json.substring(0, 300));
        assertThat(Cli.run("receipt", "check", receipt.toString()).err()).contains("not the whole of one");

        Cli.Outcome missing =
                Cli.run("receipt", "check", folder.resolve("no-such-file").toString());
        assertThat(missing.exit()).isEqualTo(Exit.USAGE);
        assertThat(missing.err()).contains("can't be read");
    }

    @Test
    void bothSitesSignWhatVerifyFinds() throws IOException, SQLException {
        try (TestFolder shop = new TestFolder(folder, Engine.SQLITE, "shop");
                TestFolder hosted = new TestFolder(folder, Engine.SQLITE, "hosted")) {
            shop.addCustomer("00000000-0000-4000-8000-0000000000a1", "Ada");
            Linked.link(shop, hosted);
            Path equal = folder.resolve("equal.json");
            Path unequal = folder.resolve("unequal.json");
            Linked.serving(hosted, () -> {
                ok(shop.parley("sync", "hosted"));
                assertThat(ok(shop.parley("verify", "hosted", "--receipt", equal.toString())))
                        .contains("hosted: equal, 2 records", "receipt: equal, signed by both, in " + equal);
                Cli.Outcome again = shop.parley("verify", "hosted", "--receipt", equal.toString());
                assertThat(again.exit()).isEqualTo(Exit.USAGE);
                assertThat(again.err()).contains("is there already");
            });
            shop.addCustomer("00000000-0000-4000-8000-0000000000a2", "Bea");
            Linked.serving(hosted, () -> {
                Cli.Outcome differs = shop.parley("verify", "hosted", "--json", "--receipt", unequal.toString());
                assertThat(differs.exit()).isEqualTo(Exit.FINDINGS);
                assertThat(differs.out()).contains("\"receipt\":\"unequal\"");
            });

            String[] keys = {"--key", pin(shop), "--key", pin(hosted)};
            assertThat(check(equal, keys).exit()).isZero();
            assertThat(check(equal, keys).out()).startsWith("Equal: business ").doesNotContain("for you to find out");
            assertThat(check(unequal, keys).exit()).isEqualTo(Exit.FINDINGS);
            assertThat(check(unequal, keys).out()).startsWith("Not equal: business ");
        }
    }

    private static Cli.Outcome check(Path receipt, String... keys) {
        return Cli.run("receipt", "check", receipt.toString(), keys[0], keys[1], keys[2], keys[3]);
    }

    private static String pin(TestFolder site) throws IOException {
        JsonNode key = json(site.parley("key", "show", "--json"));
        return key.path("site").asText() + "=" + key.path("public_key").asText();
    }

    @Test
    void keysAreShownRenewedAndTrusted() throws IOException, SQLException {
        try (TestFolder shop = new TestFolder(folder, Engine.SQLITE, "shop");
                TestFolder hosted = new TestFolder(folder, Engine.SQLITE, "hosted")) {
            Linked.link(shop, hosted);
            JsonNode own = json(hosted.parley("key", "show", "--json"));
            assertThat(ok(shop.parley("link", "show", "hosted")))
                    .contains(
                            own.path("public_key").asText(),
                            own.path("fingerprint").asText());
            assertThat(json(shop.parley("link", "show", "hosted", "--json")).path("remote_public_key"))
                    .isEqualTo(own.path("public_key"));

            String fresh = json(hosted.parley("key", "renew", "--json"))
                    .path("public_key")
                    .asText();
            assertThat(fresh).isNotEqualTo(own.path("public_key").asText());
            assertThat(json(shop.parley("key", "trust", "hosted", fresh, "--json"))
                            .path("before"))
                    .isEqualTo(own.path("public_key"));
            assertThat(ok(shop.parley("link", "show", "hosted"))).contains(fresh);
            assertThat(shop.parley("key", "trust", "hosted", "abc").err()).contains("'abc' is no public key");
            assertThat(shop.parley("key", "trust", "nobody", fresh).err())
                    .contains("nobody is neither the uuid of a site nor the name of a link");
        }
    }

    private static JsonNode json(Cli.Outcome outcome) throws IOException {
        return new ObjectMapper().readTree(ok(outcome));
    }
}
