package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.AnyUuid;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;

class VersionProperties {

    private static final BigInteger TWO_TO_128 = BigInteger.ONE.shiftLeft(128);

    @Property
    void theOrderOfChangesDoesNotMatter(
            @ForAll List<@From(supplier = AnyUuid.class) UUID> changes, @ForAll Random random) {
        List<UUID> shuffled = new ArrayList<>(changes);
        Collections.shuffle(shuffled, random);

        assertThat(sum(Version.NONE, shuffled)).isEqualTo(sum(Version.NONE, changes));
    }

    @Property
    void itIsASumModulo2To128(@ForAll long high, @ForAll long low, @ForAll(supplier = AnyUuid.class) UUID change) {
        Version version = new Version(high, low);
        BigInteger expected = number(version).add(number(Version.NONE.plus(change)));

        assertThat(number(version.plus(change))).isEqualTo(expected.mod(TWO_TO_128));
    }

    @Property
    void oneChangeMoreMakesAnotherVersion(
            @ForAll List<@From(supplier = AnyUuid.class) UUID> changes, @ForAll(supplier = AnyUuid.class) UUID more) {
        Version version = sum(Version.NONE, changes);

        assertThat(version.plus(more)).isNotEqualTo(version);
    }

    @Property
    void textGivesTheVersionBack(@ForAll long high, @ForAll long low) {
        Version version = new Version(high, low);

        assertThat(Version.ofText(version.toText())).isEqualTo(version);
        assertThat(version.toText()).matches("[0-9a-f]{32}");
    }

    @Example
    void whatIsNotAVersionIsRefused() {
        for (String text : List.of("", "0", "g".repeat(32), "+".repeat(32), "+000000000000000" + "0".repeat(16))) {
            assertThatThrownBy(() -> Version.ofText(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The protocol's test vector. */
    @Example
    void theHashOfAChangeIsTheSameEverywhere() {
        UUID change = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

        assertThat(Version.NONE.plus(change).toText()).isEqualTo("31a3ef7160768f1282d1c40c11cefe66");
        assertThat(Version.untouched(1_296_434_400_000_000L).toText()).isEqualTo("000000000000000000049b19a7e2f800");
    }

    private static Version sum(Version start, List<UUID> changes) {
        Version version = start;
        for (UUID change : changes) {
            version = version.plus(change);
        }
        return version;
    }

    private static BigInteger number(Version version) {
        return new BigInteger(version.toText(), 16);
    }
}
