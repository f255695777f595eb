package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.AnyUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UuidsProperties {

    @Property
    void theirOrderIsThatOfTheirText(
            @ForAll(supplier = AnyUuid.class) UUID a, @ForAll(supplier = AnyUuid.class) UUID b) {
        assertThat(Integer.signum(Uuids.ORDER.compare(a, b)))
                .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
    }

    @Property
    void uuidsOfAnyBitsAreInTheOrderOfTheirText(
            @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
        theirOrderIsThatOfTheirText(new UUID(high, low), new UUID(otherHigh, otherLow));
        theirOrderIsThatOfTheirText(new UUID(high, low), new UUID(high, otherLow));
    }

    @Property
    void theLesserIsTheOneThatComesFirst(
            @ForAll(supplier = AnyUuid.class) UUID a, @ForAll(supplier = AnyUuid.class) UUID b) {
        assertThat(Uuids.lesser(a, b)).isEqualTo(Uuids.lesser(b, a)).isIn(a, b);
        assertThat(Uuids.ORDER.compare(Uuids.lesser(a, b), a)).isNotPositive();
    }

    @Property
    void derivedUuidsAreOfVersion8(@ForAll List<String> parts) {
        UUID uuid = Uuids.derived(values(parts));

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    @Property
    void otherPartsGiveAnotherUuid(@ForAll List<String> parts, @ForAll List<String> others) {
        Assume.that(!parts.equals(others));

        assertThat(Uuids.derived(values(parts))).isNotEqualTo(Uuids.derived(values(others)));
    }

    @Property
    void whereOnePartEndsMatters(@ForAll String a, @ForAll String b) {
        Assume.that(!b.isEmpty());

        assertThat(Uuids.derived(a, b)).isNotEqualTo(Uuids.derived(a + b)).isNotEqualTo(Uuids.derived(a + b, ""));
    }

    @Property
    void nullIsNotEmpty(@ForAll List<String> before, @ForAll List<String> after) {
        assertThat(Uuids.derived(around(before, Value.NULL, after)))
                .isNotEqualTo(Uuids.derived(around(before, Value.of(""), after)));
    }

    /** The protocol's test vectors. */
    @Example
    void derivedUuidsAreTheSameEverywhere() {
        assertThat(Uuids.derived("key", "Łódź")).hasToString("71deac6d-54d2-8046-b753-c0a982ff1460");
        assertThat(Uuids.derived(List.of(Value.of(""), Value.NULL)))
                .hasToString("5981693c-8df8-8eea-96da-42a0f748facb");
    }

    private static List<Value> around(List<String> before, Value value, List<String> after) {
        List<Value> all = new ArrayList<>(values(before));
        all.add(value);
        all.addAll(values(after));
        return all;
    }

    private static List<Value> values(List<String> texts) {
        return texts.stream().map(Value::of).toList();
    }
}
