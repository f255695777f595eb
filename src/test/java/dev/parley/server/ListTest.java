package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.wire.ListSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The plain list, and getting records by package, module and uuid: what a person does with curl. */
class ListTest {

    private static final UUID ONE = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final UUID CHANGE = UUID.fromString("99999999-2222-4333-8444-555555555555");
    private static final int MANY = 300_000;

    private static Loopback site;
    private final List<ListSource.Query> asked = new ArrayList<>();

    @BeforeAll
    static void start() {
        site = new Loopback(ServerLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void fill() {
        site.peer.asked.clear();
        site.peer.packets.clear();
        site.listing = (query, visitor) -> {
            asked.add(query);
            visitor.module(new ListSource.Module(
                    "ciniki",
                    "customers",
                    Map.of("ciniki_customers", "1.02"),
                    Map.of("ciniki_customers", CHANGE),
                    Map.of()));
            visitor.record(ONE, 1_296_482_709);
            visitor.record(CHANGE, 0);
            visitor.module(new ListSource.Module(
                    "ciniki", "wineproduction", Map.of(), Map.of(), Map.of("last_update", "1296482709")));
            visitor.module(new ListSource.Module("oasis", "a<b", Map.of(), Map.of(), Map.of()));
            visitor.record(ONE, 5);
        };
    }

    @Test
    void theListIsNestedByPackageAndModule() throws IOException {
        RawHttp.Reply reply = new SignedRequest(site, "list").get().send(site);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.text())
                .isEqualTo("{\"ciniki\":{\"customers\":{\"tables\":{\"ciniki_customers\":\"1.02\"},"
                        + "\"changes\":{\"ciniki_customers\":\"" + CHANGE + "\"},"
                        + "\"uuids\":{\"" + ONE + "\":1296482709,\"" + CHANGE + "\":0},\"settings\":{}},"
                        + "\"wineproduction\":{\"tables\":{},\"changes\":{},\"uuids\":{},"
                        + "\"settings\":{\"last_update\":\"1296482709\"}}},"
                        + "\"oasis\":{\"a<b\":{\"tables\":{},\"changes\":{},\"uuids\":{\"" + ONE
                        + "\":5},\"settings\":{}}}}\n");
        assertThat(asked).containsExactly(new ListSource.Query(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void whoAcceptsXmlGetsXml() throws Exception {
        RawHttp.Reply reply = new SignedRequest(site, "list")
                .get()
                .header("Accept", "application/xml")
                .send(site);
        assertThat(reply.header("Content-Type")).startsWith("application/xml");
        Element modules = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(reply.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(modules.getTagName()).isEqualTo("modules");
        Element customers = (Element) modules.getElementsByTagName("module").item(0);
        assertThat(customers.getAttribute("name")).isEqualTo("customers");
        Element uuids = (Element) customers.getElementsByTagName("uuids").item(0);
        Element uuid = (Element) uuids.getElementsByTagName("uuid").item(0);
        assertThat(uuid.getAttribute("uuid")).isEqualTo(ONE.toString());
        assertThat(uuid.getAttribute("last_updated")).isEqualTo("1296482709");
        assertThat(((Element) modules.getElementsByTagName("module").item(2)).getAttribute("name"))
                .isEqualTo("a<b");
    }

    @Test
    void theListMayBeOfOnePackageOrModuleAndSinceATime() throws IOException {
        for (String time : new String[] {"1296482709", "2011-01-31T14:05:09Z", "2011-01-31"}) {
            new SignedRequest(site, "list")
                    .get()
                    .with("package", "ciniki")
                    .with("module", "customers")
                    .with("last_updated", time)
                    .send(site);
        }
        Instant time = Instant.parse("2011-01-31T14:05:09Z");
        Optional<String> ciniki = Optional.of("ciniki");
        Optional<String> customers = Optional.of("customers");
        assertThat(asked)
                .containsExactly(
                        new ListSource.Query(ciniki, customers, Optional.of(time)),
                        new ListSource.Query(ciniki, customers, Optional.of(time)),
                        new ListSource.Query(ciniki, customers, Optional.of(Instant.parse("2011-01-31T00:00:00Z"))));
        RawHttp.Reply wrong = new SignedRequest(site, "list")
                .get()
                .with("last_updated", "yesterday")
                .send(site);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("argument_wrong", "last_updated");
    }

    @Test
    void theSeedsNameForTheBusinessIsTakenToo() throws IOException {
        RawHttp.Reply reply = new SignedRequest(site, "list")
                .get()
                .without("business_uuid")
                .with("business_id", site.business.toString())
                .send(site);
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aLongListIsStreamedPacked() throws Exception {
        site.listing = (query, visitor) -> {
            visitor.module(new ListSource.Module("ciniki", "customers", Map.of(), Map.of(), Map.of()));
            java.util.Random random = new java.util.Random(1);
            for (int i = 0; i < MANY; i++) {
                visitor.record(new UUID(random.nextLong(), random.nextLong()), 1_300_000_000L + i);
            }
        };
        SignedRequest request = new SignedRequest(site, "list").get();
        HttpResponse<java.io.InputStream> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(site.url() + "/sync/v1/list?" + request.query()))
                                .header("Accept-Encoding", "gzip;q=1.0, zstd;q=0")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(reply.headers().firstValue("Content-Encoding")).contains("gzip");
        try (java.io.InputStream body = new GZIPInputStream(reply.body())) {
            JsonNode list = new ObjectMapper().readTree(body);
            assertThat(list.at("/ciniki/customers/uuids").size()).isEqualTo(MANY);
        }
    }

    @Test
    void recordsAreFoundByModuleAndUuid() throws IOException {
        site.peer.packets.add(CommandsTest.packet(ONE, "Łódź"));
        RawHttp.Reply reply = new SignedRequest(site, "get")
                .get()
                .with("package", "ciniki")
                .with("module", "customers")
                .with("uuid", ONE.toString())
                .with("uuid", CHANGE.toString())
                .send(site);
        assertThat(reply.text()).contains("Łódź").endsWith("{\"end\":true,\"packets\":1}\n");
        assertThat(site.peer.asked)
                .containsExactly(
                        List.of(FakePeer.OBJECT, List.of(ONE, CHANGE)),
                        List.of("ciniki.customers.tag", List.of(ONE, CHANGE)));
        RawHttp.Reply pushed = new SignedRequest(site, "push")
                .body(reply.text().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send(site);
        assertThat(pushed.status()).as("push takes what get gives").isEqualTo(200);
    }

    @Test
    void whatIsNotInTheCatalogueIsNotFound() throws IOException {
        assertThat(new SignedRequest(site, "get")
                        .with("object", "a.b.c")
                        .send(site)
                        .text())
                .contains("object_unknown");
        assertThat(new SignedRequest(site, "list")
                        .with("object", "a.b.c")
                        .send(site)
                        .text())
                .contains("object_unknown");
        assertThat(new SignedRequest(site, "get")
                        .with("package", "ciniki")
                        .with("module", "custom")
                        .with("uuid", ONE.toString())
                        .send(site)
                        .text())
                .contains("object_unknown");
        for (String name : new String[] {"package", "module"}) {
            RawHttp.Reply reply =
                    new SignedRequest(site, "list").get().with(name, "custom").send(site);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text()).contains("object_unknown");
        }
        assertThat(asked).isEmpty();
        assertThat(new SignedRequest(site, "get").send(site).text()).contains("argument_wrong", "object");
        for (String limit : new String[] {"0", "-1", "100001", "x"}) {
            assertThat(new SignedRequest(site, "list")
                            .with("object", FakePeer.OBJECT)
                            .with("limit", limit)
                            .send(site)
                            .text())
                    .contains("argument_wrong", "limit");
        }
    }
}
