package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.AnyUuid;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;

class RecordSetProperties {

    private static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

    @Property
    void itHoldsWhatWasAddedAndNothingElse(
            @ForAll List<@From(supplier = AnyUuid.class) UUID> uuids,
            @ForAll List<@From(supplier = AnyUuid.class) UUID> others) {
        TreeMap<UUID, Boolean> expected = new TreeMap<>(BY_TEXT);
        uuids.forEach(uuid -> expected.put(uuid, true));
        RecordSet set = new RecordSet();
        expected.keySet().forEach(set::add);

        assertThat(set.size()).isEqualTo(expected.size());
        assertThat(set).containsExactlyElementsOf(expected.keySet());
        assertThat(uuids).allMatch(set::contains);
        assertThat(others).allMatch(other -> set.contains(other) == expected.containsKey(other));
    }

    @Property
    void whatDoesNotComeAfterTheLastIsRefusedAndNotAdded(
            @ForAll(supplier = AnyUuid.class) UUID one, @ForAll(supplier = AnyUuid.class) UUID other) {
        UUID greater = BY_TEXT.compare(one, other) >= 0 ? one : other;
        UUID lesser = greater.equals(one) ? other : one;
        RecordSet set = new RecordSet();
        set.add(greater);

        assertThatThrownBy(() -> set.add(lesser)).isInstanceOf(OutOfOrderException.class);
        assertThat(set).containsExactly(greater);
    }

    @Example
    void manyPagesAreOneSet() {
        RecordSet set = new RecordSet();
        for (int i = 0; i < 100_000; i++) {
            set.add(new UUID(0, 2L * i));
        }

        assertThat(set.size()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(set.contains(new UUID(0, 2L * i))).isTrue();
            assertThat(set.contains(new UUID(0, 2L * i + 1))).isFalse();
        }
        long place = 0;
        for (UUID uuid : set) {
            assertThat(uuid).isEqualTo(new UUID(0, 2 * place));
            place++;
        }
        assertThat(place).isEqualTo(100_000);
    }

    @Example
    void thereIsNothingAfterItsEnd() {
        Iterator<UUID> nothing = new RecordSet().iterator();

        assertThat(nothing.hasNext()).isFalse();
        assertThatThrownBy(nothing::next).isInstanceOf(NoSuchElementException.class);
    }
}
