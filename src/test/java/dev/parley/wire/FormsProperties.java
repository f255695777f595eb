package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written and read again is the same; what is cut off or altered in form is never taken for whole. */
class FormsProperties {

    /** A message with its form. */
    record Case<T>(Form<T> form, T message) {

        byte[] written() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                form.write(message, out);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return out.toByteArray();
        }

        void read(byte[] body) {
            form.read(new ByteArrayInputStream(body));
        }
    }

    @Property(tries = 2000)
    void aMessageComesBackAsItWas(@ForAll("cases") Case<?> sample) {
        assertThat(sample.form().read(new ByteArrayInputStream(sample.written())))
                .isEqualTo(sample.message());
    }

    @Property(tries = 100)
    void aBodyCutOffAnywhereIsRefused(@ForAll("cases") Case<?> sample) {
        byte[] body = sample.written();
        for (int length = 0; length < body.length - 1; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatExceptionOfType(PeerException.class)
                    .as("cut off after %s of %s bytes", length, body.length)
                    .isThrownBy(() -> sample.read(cut))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("malformed"))
                    .withMessageMatching("(?s)Could not read .* line \\d+: .*");
        }
    }

    @Property(tries = 300)
    void anythingElseIsReadOrRefusedButNeverCrashes(
            @ForAll("cases") Case<?> sample, @ForAll int position, @ForAll byte instead) {
        byte[] body = sample.written();
        body[Math.floorMod(position, body.length)] = instead;
        try {
            sample.read(body);
        } catch (PeerException e) {
            assertThat(e.code()).isEqualTo("malformed");
        }
    }

    @Property(tries = 200)
    void keysThatAreNotKnownArePassedOver(@ForAll("cases") Case<?> sample) {
        Assume.that(sample.form() != Forms.BLOCK);
        String body = new String(sample.written(), StandardCharsets.UTF_8);
        String later = body.replaceAll("(?m)^\\{(?=.)", "{\"from_later\":{\"a\":[1,{\"b\":null}]},")
                .replace(",}", "}");
        byte[] bytes = later.getBytes(StandardCharsets.UTF_8);

        assertThat(sample.form().read(new ByteArrayInputStream(bytes))).isEqualTo(sample.message());
    }

    @Property(tries = 100)
    void whatFollowsAfterTheEndIsRefused(@ForAll("cases") Case<?> sample) {
        byte[] body = sample.written();
        byte[] longer = Arrays.copyOf(body, body.length + 2);
        longer[body.length] = '{';
        longer[body.length + 1] = '}';

        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> sample.read(longer))
                .withMessageContaining("something follows after the end");
    }

    @Example
    void aMapThatMapsNothingIsRefused() {
        UUID uuid = new UUID(0, 1);
        Change update = new Change(uuid, Action.UPDATE, "a.b.c", uuid, Map.of(), 0, Author.PARLEY, List.of());
        Case<?> packets = new Case<>(Forms.PACKETS, List.of(Packet.of("a.b.c", uuid, List.of(update))));
        String body = new String(packets.written(), StandardCharsets.UTF_8).replace("update", "map");

        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> packets.read(body.getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("malformed"))
                .withMessageContaining("line 1: the change 00000000-0000-0000-0000-000000000001 can't be");
    }

    @Provide
    Arbitrary<Case<?>> cases() {
        return Arbitraries.oneOf(
                of(Forms.PACKETS, WireArbitraries.packets()),
                of(Forms.FOUND, WireArbitraries.found()),
                of(Forms.EXCHANGE, WireArbitraries.exchange()),
                of(Forms.REPLY, WireArbitraries.reply()),
                of(Forms.INFO, WireArbitraries.info()),
                of(Forms.DIGEST, WireArbitraries.digest()),
                of(Forms.DIGEST_ANSWER, WireArbitraries.digestItems().map(Digest.Answer::new)),
                of(Forms.LISTING, WireArbitraries.listing()),
                of(Forms.BLOCK, WireArbitraries.block()),
                of(Forms.COMPARISON, WireArbitraries.comparison()),
                of(Forms.COMPARED, WireArbitraries.compared()),
                of(Forms.WANTED, WireArbitraries.uuid().list().ofMaxSize(5)),
                of(Forms.TAKEN, WireArbitraries.taken()),
                of(Forms.OFFER, WireArbitraries.offer()),
                of(Forms.ANSWER, WireArbitraries.answer()),
                of(Forms.RECEIPT_OFFER, WireArbitraries.receiptOffer()),
                of(Forms.RECEIPT_ANSWER, WireArbitraries.receiptAnswer()),
                of(Forms.SCRIPT, WireArbitraries.script()),
                of(Forms.FORETOLD, WireArbitraries.foretold().list().ofMaxSize(2)),
                of(Forms.WAIT, WireArbitraries.wanting()),
                of(Forms.NEWS, WireArbitraries.news()),
                of(Forms.PROBLEM, WireArbitraries.problem()),
                of(Forms.NOTHING, Arbitraries.just(Forms.Nothing.NOTHING)),
                of(Forms.PING, Arbitraries.just(Ping.PARLEY)));
    }

    private static <T> Arbitrary<Case<?>> of(Form<T> form, Arbitrary<T> messages) {
        return messages.map(message -> new Case<>(form, message));
    }
}
