package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReferenceOrderProperties {

    @Property
    void everyObjectStandsInTheOrderOnceWhateverCirclesThereAre(@ForAll("anything") List<CatalogueObject> objects) {
        assertThat(ReferenceOrder.sort(objects, ModuleOrder.NONE, Map.of()))
                .containsExactlyInAnyOrderElementsOf(objects);
    }

    @Property
    void aCircleIsBrokenAtAReferenceThatTakesNull(@ForAll("nullableCircles") List<CatalogueObject> objects) {
        List<CatalogueObject> sorted = ReferenceOrder.sort(objects, ModuleOrder.NONE, Map.of());
        List<String> names = sorted.stream().map(CatalogueObject::name).toList();

        for (CatalogueObject object : sorted) {
            for (Field field : object.references()) {
                if (!field.nullable()) {
                    assertThat(names.indexOf(field.reference().orElseThrow().target()))
                            .isLessThan(names.indexOf(object.name()));
                }
            }
        }
    }

    @Property
    void whatIsInOrderStaysInOrder(@ForAll("withoutCircles") List<CatalogueObject> objects) {
        List<CatalogueObject> sorted = ReferenceOrder.sort(objects, ModuleOrder.NONE, Map.of());

        assertThat(ReferenceOrder.sort(sorted, ModuleOrder.NONE, Map.of())).isEqualTo(sorted);
    }

    @Property
    void objectsWithoutReferencesStandAsPeopleBusinessesAndThenAsDeclared(
            @ForAll("single") List<CatalogueObject> objects) {
        List<CatalogueObject> expected = new ArrayList<>();
        objects.stream().filter(CatalogueObject::isShared).forEach(expected::add);
        objects.stream().filter(object -> object.scope() instanceof Scope.Self).forEach(expected::add);
        objects.stream()
                .filter(object -> object.scope() instanceof Scope.Column)
                .forEach(expected::add);

        assertThat(ReferenceOrder.sort(objects, ModuleOrder.NONE, Map.of())).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<CatalogueObject>> anything() {
        return objects((random, from, to) -> Optional.of(random.nextBoolean()));
    }

    @Provide
    Arbitrary<List<CatalogueObject>> nullableCircles() {
        return objects((random, from, to) -> Optional.of(to >= from || random.nextBoolean()));
    }

    @Provide
    Arbitrary<List<CatalogueObject>> withoutCircles() {
        return objects((random, from, to) -> to < from ? Optional.of(random.nextBoolean()) : Optional.empty());
    }

    @Provide
    Arbitrary<List<CatalogueObject>> single() {
        return objects((random, from, to) -> Optional.empty());
    }

    /** Whether a reference that was drawn takes null; absent if there shall be none. */
    private interface References {
        Optional<Boolean> nullable(Random random, int from, int to);
    }

    /** Objects 0 (the businesses) and up, some of them people, with random references, declared in random order. */
    private static Arbitrary<List<CatalogueObject>> objects(References references) {
        return Arbitraries.integers()
                .between(1, 8)
                .flatMap(count -> Arbitraries.randomValue(random -> {
                    List<CatalogueObject> objects = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        objects.add(object(i, fields(i, count, random, references), scope(i, random)));
                    }
                    Collections.shuffle(objects, random);
                    return objects;
                }));
    }

    private static Scope scope(int i, Random random) {
        if (i == 0) {
            return new Scope.Self();
        }
        return random.nextInt(4) == 0 ? new Scope.Member("p.m.join", "x") : new Scope.Column("business_id");
    }

    private static List<Field> fields(int from, int count, Random random, References references) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < 3 && random.nextBoolean(); i++) {
            int to = random.nextInt(count);
            String name = "f" + i;
            references
                    .nullable(random, from, to)
                    .map(nullable -> new Field(
                            name,
                            FieldKind.INTEGER,
                            "integer",
                            nullable,
                            false,
                            Optional.of(new Reference("p.m.o" + to, "id", random.nextBoolean()))))
                    .ifPresent(fields::add);
        }
        return fields;
    }

    private static CatalogueObject object(int i, List<Field> fields, Scope scope) {
        return new CatalogueObject(
                "p",
                "m",
                "o" + i,
                "t" + i,
                Optional.of("id"),
                new Identity.UuidColumn("uuid"),
                scope,
                fields,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "1");
    }
}
