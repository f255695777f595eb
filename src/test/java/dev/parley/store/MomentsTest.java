package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.merge.Value;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What moment a last_updated field tells. */
class MomentsTest {

    @Test
    void aDateWithATimeIsAMomentToTheMicrosecond() {
        assertThat(micros("2011-01-31 14:05:09"))
                .isEqualTo(Instant.parse("2011-01-31T14:05:09Z").getEpochSecond() * 1_000_000L);
        assertThat(micros("2011-01-31 14:05:09.25")).isEqualTo(micros("2011-01-31 14:05:09") + 250_000);
        assertThat(micros("2011-01-31")).isEqualTo(micros("2011-01-31 00:00:00"));
        assertThat(micros("1969-12-31 23:59:59")).isEqualTo(-1_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2011-02-30 14:05:09",
                "2011-01-31 24:05:09",
                "0000-00-00 00:00:00",
                "2011-01-31 14:05:0x",
                "2011/01/31 14:05:09",
                "infinity"
            })
    void whatIsNoMomentTellsNone(String text) {
        assertThat(micros(text)).isZero();
    }

    private static long micros(String text) {
        return Moments.micros(Value.of(text));
    }
}
