package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Fields are a map in order of name that nobody can alter. */
class FieldsProperties {

    @Provide
    Arbitrary<Map<String, Value>> fields() {
        Arbitrary<Value> values = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Value.NULL)),
                Tuple.of(4, Arbitraries.strings().alpha().ofMaxLength(1).map(Value::of)));
        return Arbitraries.maps(Arbitraries.strings().withChars("abc_").ofMaxLength(3), values);
    }

    @Property
    void theyAreTheMapThatTheyWereMadeOf(@ForAll("fields") Map<String, Value> map) {
        Fields fields = Fields.of(map);

        assertThat(fields).isEqualTo(map).hasSameHashCodeAs(map).hasSameSizeAs(map);
        assertThat(map).isEqualTo(fields);
        assertThat(List.copyOf(fields.keySet())).isEqualTo(List.copyOf(new TreeMap<>(map).keySet()));
        map.forEach((name, value) -> assertThat(fields.get(name)).isEqualTo(value));
        assertThat(fields.get("zzz")).isNull();
        assertThat(fields.getOrDefault("zzz", Value.NULL)).isEqualTo(Value.NULL);
    }

    @Property
    void othersComeInTheirPlaceOrBesideThem(
            @ForAll("fields") Map<String, Value> map, @ForAll("fields") Map<String, Value> others) {
        Map<String, Value> both = new HashMap<>(map);
        both.putAll(others);
        Fields fields = Fields.of(map);

        assertThat(fields.with(others)).isEqualTo(both);
        assertThat(fields).isEqualTo(map);
    }

    @Property
    void whatDiffersIsWhatTheOtherDoesNotHave(
            @ForAll("fields") Map<String, Value> map, @ForAll("fields") Map<String, Value> other) {
        Map<String, Value> differing = new HashMap<>(map);
        differing.entrySet().removeIf(field -> field.getValue().equals(other.get(field.getKey())));

        assertThat(Fields.of(map).differingFrom(Fields.of(other))).isEqualTo(differing);
    }

    @Property
    void onlyThoseThatAreWantedAreLeft(
            @ForAll("fields") Map<String, Value> map, @ForAll("fields") Map<String, Value> wanted) {
        Map<String, Value> only = new HashMap<>(map);
        only.keySet().retainAll(wanted.keySet());

        assertThat(Fields.of(map).only(wanted.keySet())).isEqualTo(only);
    }

    @Property
    void namesAreSharedWhateverTheirOrder(@ForAll("fields") Map<String, Value> map) {
        List<String> names = new ArrayList<>(map.keySet());
        Value[] values = names.stream().map(map::get).toArray(Value[]::new);
        Fields.Names shared = new Fields.Names(names);

        assertThat(shared.with(values)).isEqualTo(map);
        assertThat(shared.with(values).differingFrom(shared.with(values))).isEmpty();
    }

    @Example
    void theyCanNotBeAltered() {
        Fields fields = Fields.of(Map.of("first", Value.of("Ann")));

        assertThatThrownBy(() -> fields.put("last", Value.of("Lee"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fields.remove("first")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> new Fields.Names(List.of("first", "first")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
