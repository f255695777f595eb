package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.parley.wire.Receipt.Signed;
import dev.parley.wire.Statement.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/receipts.md is enough to check a receipt with: its example is what Parley writes, and its script, which is not Parley, can tell. */
class ReceiptDocTest {

    private static final UUID HOSTED = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final UUID SHOP = UUID.fromString("22222222-3333-4444-8555-666666666666");
    private static final SigningKey HOSTED_KEY = key(
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    private static final SigningKey SHOP_KEY = key(
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    private final Path folder;

    ReceiptDocTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static SigningKey key(String open, String secret) {
        return SigningKey.of(base64(open), base64(secret));
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static Receipt receipt(long shopRecords) {
        String content = "488a6f01ccb5a9168c6703d89b709232";
        Statement statement = Statement.of(
                UUID.fromString("7b6f3a1e-52c4-4c1d-9a53-0a2f6f1f9f10"),
                List.of("ciniki.customers.customer", "ciniki.customers.tag"),
                new Held(HOSTED, "hosted", Instant.parse("2026-01-05T09:00:00Z"), 1207, content),
                new Held(SHOP, "Łódź Wines", Instant.parse("2026-01-05T09:00:01Z"), shopRecords, content));
        return new Receipt(statement, Signed.by(HOSTED, HOSTED_KEY, statement), Signed.by(SHOP, SHOP_KEY, statement));
    }

    @Test
    void theExampleIsWhatParleyWrites() {
        assertThat(block("example", "json")).isEqualTo(receipt(1207).toJson());
    }

    /** What the script is written in. */
    private static void theProgramsAreHere() {
        for (String program : List.of("bash", "openssl", "grep", "sed", "cut", "paste", "head")) {
            if (!exists(program)) {
                String why = "the script of docs/receipts.md is NOT tried: this machine has no " + program;
                if (System.getenv("CI") != null) {
                    fail(why);
                }
                abort(why);
            }
        }
    }

    @Test
    void theScriptTakesWhatBothSitesSigned() throws Exception {
        assertThat(check(receipt(1207).toJson()))
                .isEqualTo(receipt(1207).statement().toText());
        assertThat(check(receipt(1206).toJson()))
                .isEqualTo(receipt(1206).statement().toText());
        assertThat(check(block("example", "json"), HOSTED + "=" + HOSTED_KEY.publicHalf()))
                .contains("verdict equal");
        String pretty = receipt(1207).toJson().replace("\",", "\",\n  ").replace("\":", "\" : ");
        assertThat(check(pretty)).contains("verdict equal");
    }

    @Test
    void theScriptRefusesWhatIsNotRight() throws Exception {
        String json = receipt(1207).toJson();
        Receipt receipt = receipt(1207);

        assertThat(check(json.replace("records 1207", "records 1208"))).contains(HOSTED + " does not fit");
        assertThat(check(json.replace("05T09", "06T09"))).contains("does not fit");
        assertThat(check(json.replace("content 488a", "content 588a"))).contains("does not fit");
        assertThat(check(new Receipt(receipt.statement(), /* first= */ receipt.second(), /* second= */ receipt.first())
                        .toJson()))
                .contains("signature 1 is of another site");
        assertThat(check(json, SHOP + "=" + HOSTED_KEY.publicHalf())).contains(SHOP + " has another key");
        assertThat(check(receipt(1206).toJson().replace("unequal", "equal"))).contains("contradicts the numbers");
        assertThat(check(json.replace("parley_receipt\":1", "parley_receipt\":2")))
                .contains("no receipt of version 1");
        assertThat(check(json.substring(0, json.length() - 60))).contains(SHOP + " does not fit");
        assertThat(check(json.substring(0, 100))).contains("not right:");
    }

    /** What the script prints, on either stream. */
    private String check(String receipt, String... keys) throws IOException, InterruptedException {
        theProgramsAreHere();
        Path script = Files.writeString(folder.resolve("check-receipt"), block("script", "bash"));
        List<String> command = new ArrayList<>(List.of(
                "bash",
                script.toString(),
                Files.writeString(folder.resolve("receipt.json"), receipt).toString()));
        command.addAll(List.of(keys));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isEqualTo(said.startsWith("not right: ") ? 1 : 0);
        return said;
    }

    private static boolean exists(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String block(String name, String language) {
        try {
            String text = Files.readString(Path.of("docs", "receipts.md"));
            Matcher block = Pattern.compile("<!-- " + name + " -->\n```" + language + "\n(.*?)```\n", Pattern.DOTALL)
                    .matcher(text);
            assertThat(block.find()).isTrue();
            return block.group(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
