package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.merge.Value;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What stands in the log is what was written to it. */
class FieldsTextProperties {

    @Provide
    Arbitrary<Map<String, Value>> fields() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("ab \"\\{}:,/\n\r\t\b\f\u0001\u001fÅ東")
                .ofMaxLength(12);
        return Arbitraries.maps(
                texts,
                Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(Value.NULL)), Tuple.of(4, texts.map(Value::of))));
    }

    @Property
    void whatIsReadIsWhatWasWritten(@ForAll("fields") Map<String, Value> fields) {
        assertThat(FieldsText.read(FieldsText.write(fields))).isEqualTo(fields);
    }

    @Example
    void theyStandInOrderOfName() {
        String text = FieldsText.write(
                Map.of("last", Value.of("Lee \"the\" \u0007"), "first", Value.of("東京 😀"), "status", Value.NULL));

        assertThat(text).isEqualTo("{\"first\":\"東京 😀\",\"last\":\"Lee \\\"the\\\" \\u0007\",\"status\":null}");
        assertThat(FieldsText.read(text)).containsEntry("first", Value.of("東京 😀"));
    }

    @Example
    void whatIsNoSuchTextIsRefused() {
        for (String text : new String[] {"", "{", "{\"a\":}", "{\"a\"", "{\"a\":\"b}", "{\"a\":\"b\\\"}"}) {
            assertThatThrownBy(() -> FieldsText.read(text)).isInstanceOf(StoreException.class);
        }
    }
}
