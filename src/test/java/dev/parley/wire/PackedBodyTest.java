package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of every size come back as they were, however they are packed. */
class PackedBodyTest {

    private static final int BIG = 3_000_000;

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    @ParameterizedTest
    @EnumSource
    void aBodyComesBackAsItWas(Encoding encoding) throws Exception {
        for (int length : new int[] {0, 1, 1023, 1024, 1025, 70_000, 1 << 20, (1 << 20) + 1, BIG}) {
            byte[] content = noise(length);
            try (PackedBody body = PackedBody.of(encoding, 2 * BIG, out -> {
                out.write(content, 0, length / 2);
                for (int i = length / 2; i < Math.min(length, length / 2 + 10); i++) {
                    out.write(content[i]);
                }
                int from = Math.min(length, length / 2 + 10);
                out.write(content, from, length - from);
            })) {
                assertThat(body.encoding()).isEqualTo(length <= 1024 ? Encoding.IDENTITY : encoding);
                for (int again = 0; again < 2; again++) {
                    byte[] sent = body.open().readAllBytes();
                    assertThat(sent).hasSize((int) body.size());
                    assertThat(body.sha256())
                            .isEqualTo(HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(sent)));
                    try (InputStream in = body.encoding().unpack(body.open(), length)) {
                        assertThat(in.readAllBytes()).isEqualTo(content);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void unpackingStopsAtTheLimit(Encoding encoding) throws IOException {
        try (PackedBody body = PackedBody.of(encoding, BIG, out -> out.write(new byte[50_000]));
                InputStream in = body.encoding().unpack(body.open(), 49_999)) {
            assertThatExceptionOfType(TooLargeException.class).isThrownBy(in::readAllBytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1 << 20, 2_000_000})
    void packingStopsAtTheLimit(int limit) {
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> PackedBody.of(Encoding.IDENTITY, limit, out -> {
                    for (int i = 0; i < 300; i++) {
                        out.write(noise(10_000));
                    }
                }));
    }

    @Test
    void theBestPackingThatIsAcceptedIsTaken() {
        assertThat(Encoding.best("")).isEqualTo(Encoding.IDENTITY);
        assertThat(Encoding.best("gzip, deflate, br")).isEqualTo(Encoding.GZIP);
        assertThat(Encoding.best("gzip;q=0.5,ZSTD; q=0.2")).isEqualTo(Encoding.ZSTD);
        assertThat(Encoding.best("gzip;q=0, zstd;q=0.000")).isEqualTo(Encoding.IDENTITY);
        assertThat(Encoding.ofHeader("")).contains(Encoding.IDENTITY);
        assertThat(Encoding.ofHeader("GZIP")).contains(Encoding.GZIP);
        assertThat(Encoding.ofHeader("br")).isEmpty();
    }
}
