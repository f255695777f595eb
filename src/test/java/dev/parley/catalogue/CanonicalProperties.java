package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class CanonicalProperties {

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    @Property
    void aDecimalKeepsItsValueInOneForm(@ForAll BigDecimal number) {
        for (String text : new String[] {number.toPlainString(), number.toString(), number.toEngineeringString()}) {
            String canonical = Canonical.number(text);

            assertThat(new BigDecimal(canonical)).isEqualByComparingTo(number);
            assertThat(canonical)
                    .isEqualTo(
                            Canonical.number(number.setScale(number.scale() + 3).toPlainString()));
            assertThat(Canonical.number(canonical)).isEqualTo(canonical);
            Canonical.check(canonical, FieldKind.DECIMAL);
        }
    }

    @Property
    void aDoubleComesBack(@ForAll double number) {
        String canonical = Canonical.number(number);

        assertThat(Double.parseDouble(canonical)).isEqualTo(number == 0 ? 0.0 : number);
        Canonical.check(canonical, FieldKind.REAL);
        assertThat(Canonical.number(Double.toString(number))).isEqualTo(canonical);
    }

    @Property
    void aFloatComesBack(@ForAll float number) {
        String canonical = Canonical.single(Double.toString(number));

        assertThat(Float.parseFloat(canonical)).isEqualTo(number == 0 ? 0.0f : number);
        assertThat(Canonical.single(Float.toString(number))).isEqualTo(canonical);
        Canonical.check(canonical, FieldKind.SINGLE);
    }

    @Property
    void aJsonDocumentHasOneForm(@ForAll Map<@StringLength(max = 5) String, String> members) throws IOException {
        List<String> keys = new ArrayList<>(members.keySet());
        Collections.reverse(keys);
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Object> backwards = new LinkedHashMap<>();
        keys.forEach(key -> backwards.put(key, List.of(1.50, String.valueOf(members.get(key)))));
        String text = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(backwards);

        String canonical = CanonicalJson.of(text).orElseThrow();

        assertThat(mapper.readTree(canonical)).isEqualTo(mapper.readTree(text));
        assertThat(CanonicalJson.of(canonical)).contains(canonical);
        assertThat(CanonicalJson.of(mapper.writeValueAsString(new TreeMap<>(backwards))))
                .contains(canonical);
        Canonical.check(canonical, FieldKind.JSON);
    }

    @Example
    void whatIsNoJsonHasNoForm() {
        for (String text : new String[] {"", "word", "{\"a\":1", "1 2", "{a: 1}"}) {
            assertThat(CanonicalJson.of(text)).isEmpty();
            assertThat(Canonical.isCanonical(text, FieldKind.JSON)).isFalse();
        }
        assertThat(CanonicalJson.of(" {\"b\": 1e2, \"a\": {\"d\":[], \"c\":-0.0}, \"b\": null}"))
                .contains("{\"a\":{\"c\":0,\"d\":[]},\"b\":null}");
    }

    @Example
    void daysOfAnyAgeAreDates() {
        for (String day : new String[] {"0044-03-15 BC", "0005-02-29 BC", "10000-01-01", "infinity", "-infinity"}) {
            Canonical.check(day, FieldKind.DATE);
            assertThat(Canonical.isBeyondCalendar(day)).isTrue();
        }
        for (String day : new String[] {"0004-02-29 BC", "2013-02-29", "044-03-15", "010000-01-01", "2011-01-31 AD"}) {
            assertThat(Canonical.isCanonical(day, FieldKind.DATE)).isFalse();
        }
        assertThat(Canonical.isBeyondCalendar("9999-12-31")).isFalse();
        Canonical.check("0044-03-15 12:00:00.5 BC", FieldKind.DATETIME);
    }

    @Property
    void everyLongIsAnInteger(@ForAll long number) {
        Canonical.check(Long.toString(number), FieldKind.INTEGER);
        assertThat(Canonical.number(Long.toString(number))).isEqualTo(Long.toString(number));
    }

    @Property
    void everyDayIsADate(@ForAll @IntRange(min = -719_000, max = 2_900_000) int day) {
        Canonical.check(LocalDate.ofEpochDay(day).toString(), FieldKind.DATE);
    }

    @Property
    void aTimeLosesTheZerosOfItsFraction(
            @ForAll @LongRange(min = -50_000_000_000L, max = 200_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999) int micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 1000 * micros, ZoneOffset.UTC);

        String canonical = Canonical.time(MICROS.format(time));

        assertThat(LocalDateTime.parse(canonical.replace(' ', 'T'))).isEqualTo(time);
        assertThat(canonical).doesNotMatch(".*\\.\\d*0").doesNotEndWith(".");
        Canonical.check(canonical, FieldKind.DATETIME);
        Canonical.check(canonical.substring(11), FieldKind.TIME);
    }

    @Property
    void bytesAreBase64(@ForAll @Size(max = 50) byte[] bytes) {
        Canonical.check(Base64.getEncoder().encodeToString(bytes), FieldKind.BINARY);
    }

    @Example
    void refusesWhatHasAnotherForm() {
        refuses(FieldKind.INTEGER, "", "-", "-0", "007", "1.0", "+1", "1e3", " 1", "1 ", "one");
        refuses(FieldKind.DECIMAL, "", "-0", "1.", "1.0", ".5", "01.5", "1e3", "1,5", "-", "Merlot");
        refuses(FieldKind.REAL, "1.50", "1E5", "Infinite");
        refuses(FieldKind.BOOLEAN, "", "true", "2", "yes");
        refuses(FieldKind.DATE, "", "2011-1-31", "2011-02-30", "2011-13-01", "31.01.2011", "2011-01-31 ", "2011-01-32");
        refuses(FieldKind.TIME, "", "14:05", "14:5:09", "14:60:00", "14:05:09.", "14:05:09.10", "14:05:09.1234567");
        refuses(FieldKind.DATETIME, "2011-01-31", "2011-01-31T14:05:09", "2011-01-31 14:05:09Z", "2011-01-31 ");
        refuses(FieldKind.BINARY, "=", "AB", "AB=A", "AB==", "A===", "AA=\n", "AA*=");
    }

    @Example
    void letsThroughWhatSomeDatabaseHolds() {
        for (String text : new String[] {"NaN", "Infinity", "-Infinity"}) {
            Canonical.check(text, FieldKind.REAL);
            assertThat(Canonical.number(text)).isEqualTo(text);
        }
        Canonical.check("0000-00-00", FieldKind.DATE);
        Canonical.check("0000-00-00 00:00:00", FieldKind.DATETIME);
        Canonical.check("-838:59:59", FieldKind.TIME);
    }

    @Example
    void leavesWhatIsNoNumberAsItIs() {
        for (String text : new String[] {"", "-", "many", "e", "hello", "1e", "--5", "1e999999999"}) {
            assertThat(Canonical.number(text)).isEqualTo(text);
        }
        assertThat(Canonical.number("00042")).isEqualTo("42");
        assertThat(Canonical.number("-0.00")).isEqualTo("0");
        assertThat(Canonical.number("1.5E+3")).isEqualTo("1500");
    }

    @Example
    void saysWhatItExpectedButNotAllOfALongText() {
        assertThatThrownBy(() -> Canonical.check("x".repeat(10_000), FieldKind.DATE))
                .hasMessageContaining("2011-01-31")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        assertThatCode(() -> Canonical.check("x", FieldKind.TEXT)).doesNotThrowAnyException();
    }

    private static void refuses(FieldKind kind, String... texts) {
        for (String text : texts) {
            assertThatThrownBy(() -> Canonical.check(text, kind))
                    .as("%s “%s”", kind, text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
