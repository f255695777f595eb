package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.catalogue.Cells;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.merge.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/protocol.md says is what the program does. */
class ProtocolDocTest {

    private static final Map<String, Form<?>> FORMS = Map.ofEntries(
            Map.entry("ping", Forms.PING),
            Map.entry("offer", Forms.OFFER),
            Map.entry("answer", Forms.ANSWER),
            Map.entry("info", Forms.INFO),
            Map.entry("listing", Forms.LISTING),
            Map.entry("digest", Forms.DIGEST),
            Map.entry("script", Forms.SCRIPT),
            Map.entry("foretold", Forms.FORETOLD),
            Map.entry("digested", Forms.DIGEST_ANSWER),
            Map.entry("wanted", Forms.WANTED),
            Map.entry("taken", Forms.TAKEN),
            Map.entry("exchange", Forms.EXCHANGE),
            Map.entry("reply", Forms.REPLY),
            Map.entry("comparison", Forms.COMPARISON),
            Map.entry("compared", Forms.COMPARED),
            Map.entry("counts", Forms.COUNTS),
            Map.entry("signing", Forms.RECEIPT_OFFER),
            Map.entry("signed", Forms.RECEIPT_ANSWER),
            Map.entry("wait", Forms.WAIT),
            Map.entry("news", Forms.NEWS),
            Map.entry("packets", Forms.PACKETS),
            Map.entry("wait_together", Forms.WAIT),
            Map.entry("news_together", Forms.NEWS),
            Map.entry("found", Forms.FOUND),
            Map.entry("problem", Forms.PROBLEM));

    @Test
    void requestsAreSignedAsInTheExamples() {
        JsonNode vectors = ProtocolDoc.vectors("requests");
        LinkKey key = key(vectors);
        for (JsonNode vector : vectors.path("vectors")) {
            Arguments arguments = Arguments.NONE;
            for (JsonNode argument : vector.path("arguments")) {
                arguments = arguments.with(
                        argument.path(0).asText(), argument.path(1).asText());
            }
            Signature.Request request = new Signature.Request(
                    vector.path("method").asText(),
                    vector.path("path").asText(),
                    arguments,
                    sha256(vector.path("body").asText()));
            assertThat(request.canonical()).isEqualTo(lines(vector.path("canonical")));
            assertThat(request.sign(key)).isEqualTo(vector.path("signature").asText());
        }
    }

    @Test
    void answersAreSignedAsInTheExamples() {
        JsonNode vectors = ProtocolDoc.vectors("answers");
        LinkKey key = key(vectors);
        for (JsonNode vector : vectors.path("vectors")) {
            Signature.Answer answer = new Signature.Answer(
                    vector.path("nonce").asText(),
                    vector.path("status").asInt(),
                    sha256(vector.path("body").asText()));
            assertThat(answer.canonical()).isEqualTo(lines(vector.path("canonical")));
            assertThat(answer.sign(key)).isEqualTo(vector.path("signature").asText());
        }
    }

    @Test
    void aLinkBesideIsSignedAsInTheExample() {
        JsonNode vector = ProtocolDoc.vectors("beside");
        JsonNode request = vector.path("request");
        Stamp stamp = new Stamp(
                request.path("key_id").asText(),
                request.path("timestamp").asText(),
                request.path("nonce").asText());
        UUID business = UUID.fromString(vector.path("business").asText());
        Checkpoint since = new Checkpoint(
                vector.path("since").path("seq").asLong(),
                UUID.fromString(vector.path("since").path("uuid").asText()));
        Signature.Beside beside =
                new Signature.Beside(stamp, vector.path("key_id").asText(), business, since);
        String signature = vector.path("signature").asText();
        assertThat(beside.canonical()).isEqualTo(lines(vector.path("canonical")));
        assertThat(new Waiting(key(vector), business, since).in(stamp))
                .isEqualTo(new Wait.Beside(vector.path("key_id").asText(), business, since, signature));
        assertThat(ProtocolDoc.block("form", "wait_together")).contains(signature);
    }

    @Test
    void invitationsAreWrittenAndReadAsInTheExample() {
        for (JsonNode vector : ProtocolDoc.vectors("invitations")) {
            Invitation read = Invitation.ofText(vector.path("text").asText());
            assertThat(read.toText()).isEqualTo(vector.path("text").asText());
            Map<String, String> said = new HashMap<>();
            vector.properties()
                    .forEach(entry -> said.put(entry.getKey(), entry.getValue().asText()));
            said.remove("text");
            Optional<String> siteKey = Optional.ofNullable(said.remove("public_key"));
            assertThat(read.siteKey().map(SiteKey::text)).isEqualTo(siteKey);
            assertThat(said)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "url", read.url().toString(),
                            "business", read.business().toString(),
                            "business_name", read.businessName(),
                            "key_id", read.key().id(),
                            "key", read.key().secretText(),
                            "site", read.site().toString(),
                            "site_name", read.siteName()));
        }
    }

    @Test
    void versionsAreAsInTheExamples() {
        for (JsonNode vector : ProtocolDoc.vectors("versions")) {
            Version version = Version.NONE;
            for (JsonNode change : vector.path("changes")) {
                version = version.plus(UUID.fromString(change.asText()));
            }
            if (vector.has("untouched")) {
                version = Version.untouched(vector.path("untouched").asLong());
            }
            assertThat(version.toText()).isEqualTo(vector.path("version").asText());
        }
    }

    @Test
    void derivedUuidsAreAsInTheExamples() {
        for (JsonNode vector : ProtocolDoc.vectors("derived")) {
            assertThat(Uuids.derived(values(vector.path("parts"))))
                    .hasToString(vector.path("uuid").asText());
        }
    }

    @Test
    void derivedChangesAreAsInTheExamples() {
        for (JsonNode vector : ProtocolDoc.vectors("changes")) {
            assertThat(derived(vector)).hasToString(vector.path("uuid").asText());
        }
    }

    private static UUID derived(JsonNode vector) {
        String object = vector.path("object").asText();
        return switch (vector.path("what").asText()) {
            case "baseline" -> {
                Map<String, Value> fields = new HashMap<>();
                vector.path("fields")
                        .properties()
                        .forEach(field -> fields.put(field.getKey(), value(field.getValue())));
                yield Derived.baseline(
                                object,
                                uuid(vector, "record"),
                                vector.path("at").asLong(),
                                fields)
                        .uuid();
            }
            case "map" ->
                Derived.map(object, uuid(vector, "one"), uuid(vector, "other")).uuid();
            case "restore" -> {
                Change delete = new Change(
                        uuid(vector, "delete"),
                        Action.DELETE,
                        "any",
                        new UUID(0, 0),
                        Map.of(),
                        0,
                        Author.PARLEY,
                        List.of());
                yield Derived.restore(delete).uuid();
            }
            default -> Derived.keyed(object, uuid(vector, "business"), values(vector.path("key")));
        };
    }

    @Test
    void blocksAreWrittenAndReadAsInTheExample() throws IOException {
        for (JsonNode vector : ProtocolDoc.vectors("blocks")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes((vector.path("head") + "\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(HexFormat.of().parseHex(vector.path("rows").asText().replace(" ", "")));
            body.writeBytes(vector.path("packets").asText().getBytes(StandardCharsets.UTF_8));

            Block block = Forms.BLOCK.read(new ByteArrayInputStream(body.toByteArray()));

            assertThat(records(block.rows())).isEqualTo(vector.path("records"));
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            Forms.BLOCK.write(block, again);
            assertThat(again.toByteArray()).isEqualTo(body.toByteArray());
        }
    }

    private static JsonNode records(BlockRows rows) {
        ArrayNode records = new ObjectMapper().createArrayNode();
        List<String> names = rows.columns().names();
        Cells cells = new Cells(names.size());
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, cells);
            ObjectNode record =
                    records.addObject().put("record", rows.record(row).toString());
            for (int i = 0; i < names.size(); i++) {
                byte[] value = Arrays.copyOfRange(cells.array(i), cells.start(i), cells.start(i) + cells.length(i));
                boolean binary = rows.columns().binary().contains(names.get(i));
                record.put(
                        names.get(i),
                        cells.isNull(i) ? null : binary ? HexFormat.of().formatHex(value) : cells.text(i));
            }
        }
        return records;
    }

    static List<String> forms() {
        return ProtocolDoc.names("form").toList();
    }

    @Test
    void everyMessageHasAnExample() {
        assertThat(forms()).containsExactlyInAnyOrderElementsOf(FORMS.keySet());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theExampleOfAMessageIsReadAndWrittenAsItStands(String name) throws IOException {
        assertReadAndWritten(Objects.requireNonNull(FORMS.get(name)), ProtocolDoc.block("form", name));
    }

    private static <T> void assertReadAndWritten(Form<T> form, String example) throws IOException {
        T message = form.read(new ByteArrayInputStream(example.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        form.write(message, out);
        assertThat(documents(out.toString(StandardCharsets.UTF_8))).isEqualTo(documents(example));
    }

    private static List<JsonNode> documents(String lines) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String line : lines.strip().split("\n", -1)) {
            documents.add(new ObjectMapper().readTree(line));
        }
        return documents;
    }

    @Test
    void theTableOfErrorsHasEveryCodeWithItsStatus() {
        Map<String, Integer> codes = Arrays.stream(ErrorCode.values())
                .collect(Collectors.toMap(ErrorCode::code, ErrorCode::status, (a, b) -> a, LinkedHashMap::new));
        assertThat(ProtocolDoc.errors()).containsExactlyInAnyOrderEntriesOf(codes);
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandIsDescribed(Command command) {
        assertThat(ProtocolDoc.text()).contains("\n### " + command.word() + "\n");
    }

    private static LinkKey key(JsonNode vectors) {
        return LinkKey.of(vectors.path("key_id").asText(), vectors.path("key").asText());
    }

    private static String lines(JsonNode lines) {
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.asText()));
        return String.join("\n", texts);
    }

    private static List<Value> values(JsonNode texts) {
        List<Value> values = new ArrayList<>();
        texts.forEach(text -> values.add(value(text)));
        return values;
    }

    private static Value value(JsonNode text) {
        return text.isNull() ? Value.NULL : Value.of(text.asText());
    }

    private static UUID uuid(JsonNode node, String name) {
        return UUID.fromString(node.path(name).asText());
    }

    private static String sha256(String text) {
        try (Spool spool = new Spool(1 << 20)) {
            spool.write(text.getBytes(StandardCharsets.UTF_8));
            return spool.sha256();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
