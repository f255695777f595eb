package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.merge.Uuids;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void theTimeStandsInFrontOfWhatIsRandom() {
        UUID random = UUID.fromString("c0ffee00-1234-4abc-9def-0123456789ab");
        long micros = 0x0123_4567_89abL * 1000 + 999;

        assertThat(Ids.atTime(micros, random)).hasToString("01234567-89ab-7abc-9def-0123456789ab");
    }

    @Test
    void whatIsMadeLaterStandsBehind() {
        List<UUID> made = Stream.of(1L, 2L, 255L, 256L, 1_790_000_000_000L, (1L << 48) - 1)
                .map(millis -> Ids.atTime(millis * 1000, UUID.randomUUID()))
                .toList();

        assertThat(made).isSortedAccordingTo(Uuids.ORDER);
    }

    @Test
    void noTwoAreAlike() {
        assertThat(Stream.generate(Ids.RANDOM::next).limit(10_000).distinct()).hasSize(10_000);
    }
}
