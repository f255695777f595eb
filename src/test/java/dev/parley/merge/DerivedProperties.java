package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.AnyUuid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What follows from the same knowledge is the very same change at every site. */
class DerivedProperties {

    private static final UUID RECORD = OneRecord.RECORD;

    @Provide
    Arbitrary<Value> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Value.NULL)),
                Tuple.of(4, Arbitraries.strings().ofMaxLength(3).map(Value::of)));
    }

    @Provide
    Arbitrary<Map<String, Value>> fields() {
        return Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(3), values());
    }

    @Provide
    Arbitrary<List<Value>> keys() {
        return values().list().ofMaxSize(4);
    }

    @Property
    void aBaselineDoesNotDependOnTheOrderOfFields(
            @ForAll("fields") Map<String, Value> fields, @ForAll long at, @ForAll Random random) {
        List<Map.Entry<String, Value>> shuffled = new ArrayList<>(fields.entrySet());
        Collections.shuffle(shuffled, random);
        Map<String, Value> other = new LinkedHashMap<>();
        shuffled.forEach(field -> other.put(field.getKey(), field.getValue()));

        assertThat(baseline(at, other)).isEqualTo(baseline(at, fields));
    }

    @Property
    void baselinesThatDifferInAnythingAreDifferentChanges(
            @ForAll("fields") Map<String, Value> fields, @ForAll("fields") Map<String, Value> others, @ForAll long at) {
        Assume.that(!fields.equals(others) && at < Long.MAX_VALUE);
        UUID uuid = baseline(at, fields).uuid();

        assertThat(baseline(at, others).uuid()).isNotEqualTo(uuid);
        assertThat(baseline(at + 1, fields).uuid()).isNotEqualTo(uuid);
        assertThat(Derived.baseline("another", RECORD, at, fields).uuid()).isNotEqualTo(uuid);
        assertThat(Derived.baseline(OneRecord.OBJECT, new UUID(0, 1), at, fields)
                        .uuid())
                .isNotEqualTo(uuid);
    }

    @Property
    void inABaselineNullIsNotEmpty(@ForAll("fields") Map<String, Value> fields) {
        Map<String, Value> empty = new HashMap<>(fields);
        Map<String, Value> none = new HashMap<>(fields);
        empty.put("note", Value.of(""));
        none.put("note", Value.NULL);

        assertThat(baseline(0, empty).uuid()).isNotEqualTo(baseline(0, none).uuid());
    }

    @Property
    void aMapIsTheSameWhicheverSideDerivesIt(
            @ForAll(supplier = AnyUuid.class) UUID one, @ForAll(supplier = AnyUuid.class) UUID other) {
        Assume.that(!one.equals(other));
        Change map = Derived.map(OneRecord.OBJECT, one, other);

        assertThat(map).isEqualTo(Derived.map(OneRecord.OBJECT, other, one));
        assertThat(map.record()).isEqualTo(Uuids.lesser(one, other));
        assertThat(List.of(map.record(), Derived.aliasOf(map))).containsExactlyInAnyOrder(one, other);
    }

    @Property
    void allUuidsOfOneRecordHaveTheSameLeastOneInWhateverOrderTheMapsCome(@ForAll Random random) {
        List<UUID> uuids = new ArrayList<>();
        List<Change> maps = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            uuids.add(Uuids.derived("alias", Integer.toString(random.nextInt())));
            if (i > 0) {
                maps.add(Derived.map(OneRecord.OBJECT, uuids.get(random.nextInt(i)), uuids.get(i)));
            }
        }
        Collections.shuffle(maps, random);
        Aliases aliases = new Aliases(maps);

        assertThat(uuids).allMatch(uuid -> aliases.canonical(uuid).equals(Collections.min(uuids, Uuids.ORDER)));
    }

    @Example
    void noUuidIsMappedToItself() {
        assertThatThrownBy(() -> Derived.map(OneRecord.OBJECT, RECORD, RECORD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void aMapThatNoSiteWouldDeriveIsRefused() {
        Change map = Derived.map(OneRecord.OBJECT, new UUID(0, 1), new UUID(0, 2));

        assertThatThrownBy(() -> changed(map, new UUID(0, 3), map.fields(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> changed(map, map.record(), Map.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> changed(map, map.record(), map.fields(), List.of(RECORD)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Change changed(Change map, UUID record, Map<String, Value> fields, List<UUID> parents) {
        return new Change(map.uuid(), map.action(), map.object(), record, fields, map.at(), map.author(), parents);
    }

    @Property
    void aRestoreIsTheSameAtEverySiteAndJustAboveItsDelete(@ForAll long at) {
        Assume.that(at < Long.MAX_VALUE);
        Change delete = OneRecord.delete(at);
        Change restore = Derived.restore(delete);

        assertThat(restore).isEqualTo(Derived.restore(OneRecord.delete(at)));
        assertThat(restore.at()).isEqualTo(at + 1);
        assertThat(restore.parents()).containsExactly(delete.uuid());
        assertThat(RecordState.of(List.of(delete, restore)).exists()).isTrue();
    }

    @Example
    void onlyADeleteIsRestored() {
        assertThatThrownBy(() -> Derived.restore(OneRecord.add(0, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void aKeyedUuidDependsOnEveryPartOfTheKeyAndTheirOrder(
            @ForAll("keys") List<Value> key,
            @ForAll("keys") List<Value> other,
            @ForAll(supplier = AnyUuid.class) UUID business) {
        UUID uuid = Derived.keyed(OneRecord.OBJECT, business, key);

        assertThat(Derived.keyed(OneRecord.OBJECT, business, List.copyOf(key))).isEqualTo(uuid);
        assertThat(Derived.keyed(OneRecord.OBJECT, business, other).equals(uuid))
                .isEqualTo(key.equals(other));
        assertThat(Derived.keyed(OneRecord.OBJECT, RECORD, key)).isNotEqualTo(uuid);
    }

    @Example
    void inAKeyNullIsNotEmpty() {
        assertThat(Derived.keyed(OneRecord.OBJECT, RECORD, List.of(Value.NULL)))
                .isNotEqualTo(Derived.keyed(OneRecord.OBJECT, RECORD, List.of(Value.of(""))));
    }

    private static Change baseline(long at, Map<String, Value> fields) {
        return Derived.baseline(OneRecord.OBJECT, RECORD, at, fields);
    }
}
