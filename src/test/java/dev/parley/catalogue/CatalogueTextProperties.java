package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CatalogueTextProperties {

    private static final String TEXT = """
            defaults: {uuid: uuid, business: business_id}
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                  user:
                    table: users
                    business: member of member
                    natural_keys: [[email], [first, last]]
                  member:
                    table: members
                    key: [user_id]
                    references:
                      user_id: user
            """;

    private static final Schema SCHEMA = SchemaText.schema("""
            businesses
              id
              uuid text
            users
              id
              uuid text
              email text
              first text
              last text
            members
              business_id integer
              user_id integer
            """);

    /** A typing error is either harmless or told; nothing else is ever thrown. */
    @Property
    void whateverIsMistypedIsEitherHarmlessOrReported(@ForAll("mistyped") String text) {
        try {
            Resolver.resolve(CatalogueYaml.read("catalogue.yaml", new StringReader(text)), SCHEMA);
        } catch (CatalogueException e) {
            assertThat(e.mistakes())
                    .isNotEmpty()
                    .allMatch(mistake -> mistake.line() >= 1
                            && mistake.line() <= text.lines().count() + 1)
                    .allMatch(mistake -> e.toString().contains(mistake.toString()));
        }
    }

    @Property
    void distanceIsZeroForTheSameWordOnlyAndTheSameBothWays(@ForAll("words") String a, @ForAll("words") String b) {
        assertThat(Spelling.distance(a, b)).isEqualTo(Spelling.distance(b, a));
        assertThat(Spelling.distance(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(Spelling.distance(a, b))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }

    @Property
    void aWordWithOneSlipIsRecognized(@ForAll("slips") Slip slip) {
        assertThat(Spelling.nearest(slip.wrong(), List.of("natural_key", "references", "business", "version")))
                .contains(slip.meant());
    }

    /** A word and what became of it. */
    record Slip(String meant, String wrong) {}

    @Provide
    Arbitrary<Slip> slips() {
        return Arbitraries.of("natural_key", "references", "business", "version")
                .flatMap(word -> Arbitraries.integers()
                        .between(1, word.length() - 2)
                        .flatMap(at -> Arbitraries.of(
                                new Slip(word, word.substring(0, at) + word.substring(at + 1)),
                                new Slip(word, word.substring(0, at) + "x" + word.substring(at)),
                                new Slip(word, word.substring(0, at) + "x" + word.substring(at + 1)),
                                new Slip(
                                        word,
                                        word.substring(0, at)
                                                + word.charAt(at + 1)
                                                + word.charAt(at)
                                                + word.substring(at + 2)))));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("abc").ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> mistyped() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, TEXT.length());
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 12);
        Arbitrary<String> instead =
                Arbitraries.strings().withChars("ab :[]{}-,\n'\"&*!#|>@%\t").ofMaxLength(4);
        return Combinators.combine(at, length, instead)
                .as((from, cut, with) ->
                        TEXT.substring(0, from) + with + TEXT.substring(Math.min(TEXT.length(), from + cut)));
    }
}
