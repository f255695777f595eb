package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.Compatibility.Side;
import dev.parley.catalogue.ModuleCompatibility.Verdict;
import dev.parley.catalogue.ModuleCompatibility.WaitingField;
import dev.parley.catalogue.Recognition.Natural;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    @Test
    void equalTablesMaySync() {
        ModuleCompatibility module = compare(shape("1.0", "a:text", "b:integer"), shape("1.0", "a:text", "b:integer"));

        assertThat(module)
                .isEqualTo(new ModuleCompatibility(
                        "shop.core", Verdict.SAME, Set.of("shop.core.x"), List.of(), List.of()));
    }

    @Test
    void aFieldThatOneSideLacksWaits() {
        ModuleCompatibility module = compare(shape("1.1", "a:text", "b:text", "c:date"), shape("1.0", "a:text"));

        assertThat(module)
                .isEqualTo(new ModuleCompatibility(
                        "shop.core",
                        Verdict.ADDITIVE,
                        Set.of("shop.core.x"),
                        List.of(
                                new WaitingField("shop.core.x", "b", "Shop"),
                                new WaitingField("shop.core.x", "c", "Shop")),
                        List.of("`shop.core.x` has no `b`, `c` at Shop; the values wait there until its table is"
                                + " upgraded.")));
    }

    @Test
    void fieldsMissingOnBothSidesStopTheModule() {
        assertThat(stopped(shape("1.1", "a:text", "b:text"), shape("1.0", "a:text", "c:text")))
                .isEqualTo("`shop.core.x` lacks `c` at Hosted and `b` at Shop. Upgrade the application at Shop until"
                        + " both tables have the same columns.");
    }

    @Test
    void kindsThatDoNotHoldTheSameValuesStopTheModule() {
        assertThat(stopped(shape("fields-1", "a:date", "b:binary"), shape("fields-2", "a:datetime", "b:integer")))
                .isEqualTo("`a` of `shop.core.x` is date at Hosted and datetime at Shop; `b` of `shop.core.x` is binary"
                        + " at Hosted and integer at Shop. Upgrade the application at Hosted or at Shop, whichever is"
                        + " older, until both tables have the same columns.");
    }

    @Test
    void numbersAndTextAreTolerated() {
        assertThat(compare(
                                shape("1", "a:integer", "b:boolean", "c:decimal", "d:datetime"),
                                shape("1", "a:real", "b:integer", "c:text", "d:text"))
                        .verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void jsonAndTextStopTheModuleSinceTheyAreLaidOutOtherwise() {
        assertThat(stopped(shape("fields-1", "a:json", "b:json"), shape("fields-2", "a:text", "b:json")))
                .startsWith("`a` of `shop.core.x` is json at Hosted and text at Shop. Upgrade");
    }

    @Test
    void aReferenceIsNoPlainNumber() {
        assertThat(stopped(shape("2", "a:reference shop.core.y"), shape("10", "a:integer")))
                .isEqualTo("`a` of `shop.core.x` is a reference to `shop.core.y` at Hosted and integer at Shop. Upgrade"
                        + " the application at Hosted until both tables have the same columns.");
    }

    @Test
    void keysMustBeTheSame() {
        assertThat(stopped(shape("1", "a:text key", "b:text key"), shape("1", "a:text key", "b:text")))
                .isEqualTo("`shop.core.x` is identified by the key `a`, `b` at Hosted and by the key `a` at Shop; make"
                        + " `key` the same in both catalogues.");
        assertThat(stopped(shape("1", "a:text key"), shape("1", "a:text")))
                .isEqualTo("`shop.core.x` is identified by the key `a` at Hosted and by its uuid column at Shop; make"
                        + " `key` the same in both catalogues.");
    }

    @Test
    void theSameRecordMustNotStandTwiceForItsUuidsComeFromElsewhere() {
        assertThat(stopped(recognized("primary_key"), recognized("random")))
                .isEqualTo(
                        "The records of `shop.core.x` have their uuids from `identity: primary_key` at Hosted and from"
                                + " `identity: random` at Shop, so the same record would stand twice. Let `identity` say the same"
                                + " in both catalogues, then run parley init.");
        assertThat(stopped(recognized("column"), recognized("primary_key"))).contains("from its uuid column at Hosted");
        assertThat(compare(recognized("column"), recognized("random")).verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void naturalKeysMustBeTheSame() {
        Natural email = new Natural(List.of("email"), List.of("case"));
        Natural name = new Natural(List.of("last", "first"), List.of());

        assertThat(stopped(recognized("random", email, name), recognized("column", name)))
                .isEqualTo(
                        "The records of `shop.core.x` go by the natural key `email` (fold case) and `first`, `last` at"
                                + " Hosted and by the natural key `first`, `last` at Shop, so a record that was entered at both"
                                + " would stand twice. Let `natural_key` say the same in both catalogues.");
        assertThat(stopped(recognized("column", email), recognized("column", new Natural(List.of("email"), List.of()))))
                .contains("`email` (fold case) at Hosted and by the natural key `email` at Shop");
        assertThat(stopped(recognized("column", email), recognized("column"))).contains("no natural key at Shop");
        assertThat(compare(recognized("column", email, name), recognized("column", name, email))
                        .verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void aNaturalKeyOverAColumnThatOneSideLacksWaitsWithIt() {
        ObjectShape newer = new ObjectShape(
                "1",
                List.of("a:text", "b:text"),
                Optional.of(new Recognition("column", List.of(new Natural(List.of("b"), List.of())))));
        ObjectShape older = new ObjectShape("1", List.of("a:text"), Optional.of(new Recognition("column", List.of())));

        assertThat(compare(newer, older).verdict()).isEqualTo(Verdict.ADDITIVE);
    }

    private static ObjectShape recognized(String identity, Natural... naturalKeys) {
        return new ObjectShape(
                "1",
                List.of("email:text", "first:text", "last:text"),
                Optional.of(new Recognition(identity, List.of(naturalKeys))));
    }

    private static Arbitrary<Optional<Recognition>> recognition() {
        Arbitrary<Natural> key = Arbitraries.of("a", "b", "e").map(field -> new Natural(List.of(field), List.of()));
        Arbitrary<Recognition> said = Arbitraries.of("column", "primary_key", "random")
                .flatMap(identity ->
                        key.list().ofMaxSize(2).uniqueElements().map(keys -> new Recognition(identity, keys)));
        return said.optional();
    }

    @Test
    void declaredVersionsOfEqualTablesMustBeEqual() {
        assertThat(stopped(shape("1.9", "a:text"), shape("1.10", "a:text")))
                .isEqualTo("`shop.core.x` has table version 1.9 at Hosted and 1.10 at Shop. Upgrade the application at"
                        + " Hosted until both have the same version.");
        assertThat(compare(shape("1.9", "a:text"), shape("fields-0123", "a:text"))
                        .verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void onlyTheModuleConcernedStopsAndUnknownObjectsAreLeftOut() {
        Compatibility compatibility = Compatibility.between(
                new Side(
                        "Hosted",
                        Map.of(
                                "shop.core.x", shape("1", "a:date"),
                                "shop.core.y", shape("1", "a:date"),
                                "shop.sales.order", shape("1", "a:date"),
                                "shop.sales.offer", shape("1", "a:date"))),
                new Side(
                        "Shop",
                        Map.of(
                                "shop.core.x", shape("1", "a:binary"),
                                "shop.core.y", shape("1", "a:date"),
                                "shop.sales.order", shape("1", "a:date"),
                                "shop.sales.bill", shape("1", "a:date"))));

        assertThat(compatibility.stopped())
                .extracting(ModuleCompatibility::module)
                .containsExactly("shop.core");
        assertThat(compatibility.maySync("shop.core.y")).isFalse();
        assertThat(compatibility.maySync("shop.sales.order")).isTrue();
        assertThat(compatibility.maySync("shop.sales.offer")).isFalse();
        assertThat(compatibility.maySync("no.such.thing")).isFalse();
        assertThat(compatibility.module("shop.sales").orElseThrow().sentences())
                .containsExactly(
                        "`shop.sales.bill` is not in the catalogue of Hosted, so its records stay at Shop.",
                        "`shop.sales.offer` is not in the catalogue of Shop, so its records stay at Hosted.");
    }

    @Property
    void bothSidesComeToTheSameVerdict(@ForAll("sides") Side one, @ForAll("sides") Side other) {
        Side ours = new Side("Hosted", one.objects());
        Side theirs = new Side("Shop", other.objects());
        Compatibility here = Compatibility.between(ours, theirs);
        Compatibility there = Compatibility.between(theirs, ours);

        assertThat(here.modules()).extracting(ModuleCompatibility::verdict).isEqualTo(verdicts(there));
        assertThat(here.modules())
                .extracting(ModuleCompatibility::objects)
                .isEqualTo(there.modules().stream()
                        .map(ModuleCompatibility::objects)
                        .toList());
        assertThat(Compatibility.between(ours, ours).modules()).allMatch(module -> module.verdict() == Verdict.SAME);
    }

    @Property
    void onlyOneSideOfAModulesObjectWaits(@ForAll("sides") Side one, @ForAll("sides") Side other) {
        Compatibility compatibility =
                Compatibility.between(new Side("Hosted", one.objects()), new Side("Shop", other.objects()));

        for (ModuleCompatibility module : compatibility.modules()) {
            for (String object : module.objects()) {
                assertThat(module.waiting().stream()
                                .filter(field -> field.object().equals(object))
                                .map(WaitingField::lackedBy)
                                .distinct())
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Provide
    Arbitrary<Side> sides() {
        Arbitrary<String> field = Arbitraries.of(
                "a:text",
                "b:integer",
                "b:boolean",
                "c:date",
                "c:binary",
                "d:reference p.m.x",
                "d:integer",
                "e:text key");
        Arbitrary<ObjectShape> shape = field.list()
                .ofMaxSize(5)
                .uniqueElements(text -> text.substring(0, 1))
                .flatMap(fields -> recognition().map(recognition -> new ObjectShape("1", fields, recognition)));
        return Arbitraries.maps(Arbitraries.of("p.m.x", "p.m.y", "p.n.x", "p.n.y"), shape)
                .map(objects -> new Side("site", objects));
    }

    private static List<Verdict> verdicts(Compatibility compatibility) {
        return new ArrayList<>(compatibility.modules().stream()
                .map(ModuleCompatibility::verdict)
                .toList());
    }

    private static ObjectShape shape(String version, String... fields) {
        return new ObjectShape(version, List.of(fields), Optional.empty());
    }

    private static String stopped(ObjectShape hosted, ObjectShape shop) {
        ModuleCompatibility module = compare(hosted, shop);
        assertThat(module.isStopped()).isTrue();
        assertThat(module.sentences()).hasSize(1);
        return module.sentences().get(0);
    }

    private static ModuleCompatibility compare(ObjectShape hosted, ObjectShape shop) {
        return Compatibility.between(
                        new Side("Hosted", Map.of("shop.core.x", hosted)),
                        new Side("Shop", Map.of("shop.core.x", shop)))
                .module("shop.core")
                .orElseThrow();
    }
}
