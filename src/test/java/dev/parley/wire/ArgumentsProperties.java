package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Arguments survive a URL, and what is signed does not depend on their order. */
class ArgumentsProperties {

    @Property(tries = 500)
    void argumentsComeBackFromAUrlAsTheyWere(@ForAll("arguments") Arguments arguments) {
        String query = arguments.query();
        assertThat(Arguments.ofQuery(query)).isEqualTo(arguments);
        assertThat(URI.create("http://a/?" + query).getRawQuery()).isEqualTo(query);
    }

    @Property(tries = 300)
    void theOrderDoesNotMatterForWhatIsSigned(@ForAll("arguments") Arguments arguments, @ForAll Random random) {
        List<Arguments.Argument> shuffled = new ArrayList<>(arguments.all());
        Collections.shuffle(shuffled, random);
        assertThat(new Arguments(shuffled).canonical()).isEqualTo(arguments.canonical());
    }

    @Property(tries = 300)
    void differentArgumentsAreSignedDifferently(
            @ForAll("arguments") Arguments one, @ForAll("arguments") Arguments other) {
        boolean same = sorted(one).equals(sorted(other));
        assertThat(one.canonical().equals(other.canonical())).isEqualTo(same);
    }

    private static List<String> sorted(Arguments arguments) {
        return arguments.all().stream()
                .map(argument -> argument.name().length() + " " + argument.name() + argument.value())
                .sorted()
                .toList();
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefusedButNeverCrashes(@ForAll String query) {
        try {
            Arguments.ofQuery(query);
        } catch (PeerException e) {
            assertThat(e.code()).isEqualTo("malformed");
        }
    }

    @Provide
    Arbitrary<Arguments> arguments() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.of("uuid", "a", "a-b", "a=b", "ç&"),
                WireArbitraries.text().filter(text -> !text.isEmpty()));
        return Combinators.combine(name, WireArbitraries.text())
                .as(Arguments.Argument::new)
                .list()
                .ofMinSize(0)
                .ofMaxSize(5)
                .map(Arguments::new);
    }
}
