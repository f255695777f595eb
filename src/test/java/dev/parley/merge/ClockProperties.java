package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ClockProperties {

    @Property
    void aNewChangeIsNeverBeforeTheSitesClockAndAlwaysAboveTheNewest(@ForAll long now, @ForAll long newest) {
        Assume.that(newest < Long.MAX_VALUE);

        assertThat(Clock.at(now, newest)).isGreaterThanOrEqualTo(now).isGreaterThan(newest);
    }

    @Property
    void itIsNoLaterThanItMustBe(@ForAll long now, @ForAll long newest) {
        Assume.that(newest < Long.MAX_VALUE);

        assertThat(Clock.at(now, newest)).isIn(now, newest + 1);
    }

    @Property
    void theFirstChangeOfARecordHasTheSitesTime(@ForAll long now) {
        Assume.that(now > Long.MIN_VALUE);

        assertThat(Clock.at(now, Long.MIN_VALUE)).isEqualTo(now);
    }

    @Example
    void theEndOfTimeDoesNotBecomeItsBeginning() {
        assertThat(Clock.at(0, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Property
    void moreThanAMinuteAheadIsNotBelieved(@ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long now) {
        assertThat(Clock.isAhead(now + 60_000_000L, now)).isFalse();
        assertThat(Clock.isAhead(now + 60_000_001L, now)).isTrue();
        assertThat(Clock.isAhead(Long.MIN_VALUE, now)).isFalse();
        assertThat(Clock.isAhead(Long.MAX_VALUE, now)).isTrue();
    }
}
