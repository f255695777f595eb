package dev.parley.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockPlaceTest {

    private static final UUID ONE = UUID.fromString("11111111-2222-4333-8444-555555555555");

    @Test
    void isReadAsItWasWritten() {
        for (BlockPlace place :
                new BlockPlace[] {BlockPlace.ofRow(42), BlockPlace.ofRow(-7), BlockPlace.ofRecord(ONE)}) {
            assertThat(BlockPlace.of(Optional.of(place.text()))).isEqualTo(place);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "row",
                "row 12345678901234567890",
                "record 1",
                "record ------------------------------------",
                "11111111-2222-4333-8444-555555555555",
                "row 1; "
            })
    void whatIsNoPlaceOfOursIsTheStart(String text) {
        BlockPlace start = BlockPlace.of(Optional.empty());

        assertThat(start.row()).isEmpty();
        assertThat(start.record()).isEmpty();
        assertThat(BlockPlace.of(Optional.of(text))).isEqualTo(start);
    }
}
