package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.acceptance.TypeSamples.Odd;
import dev.parley.acceptance.TypeSamples.Sample;
import dev.parley.acceptance.TypeSamples.Twin;
import dev.parley.catalogue.CatalogueException;
import dev.parley.sync.SyncType;
import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of the engines' documentation: what one site wrote by plain SQL stands at the other, or someone is told why it can't. */
class TypesTest {

    private static final String CATALOGUE = """
            packages:
              shop:
                core:
                  business: {table: businesses, business: self}
                things:
                  thing: {table: things}
            """;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyValueArrivesAndComesBackEdited(Engine engine) {
        List<Sample> samples = TypeSamples.of(engine);
        List<String> types = samples.stream().map(Sample::type).toList();
        try (ShopSite here = things(engine, "here", types);
                ShopSite there = things(engine, "there", types)) {
            Pair pair = new Pair(here, there);
            for (int round = 0; round < 5; round++) {
                here.run(insert("row " + round, samples, round));
            }
            pair.sync();
            assertSame(here, there, samples.size());
            assertThat(there.site().rows("select uuid from things")).hasSize(5);

            for (int round = 0; round < 5; round++) {
                there.run(update("row " + round, samples, round + 1));
                there.run(update("row " + round, samples, round + 2));
            }
            pair.sync();

            assertSame(here, there, samples.size());
            there.run("update things set c0 = null where uuid = '" + Shop.uuid("row 1") + "'");
            pair.sync();
            assertSame(here, there, samples.size());
            assertThat(here.openProblems()).isEmpty();
            assertThat(there.openProblems()).isEmpty();
            pair.assertSilent();
            pair.assertEqualContent();
            assertThat(pair.sites().sync(SyncType.PARTIAL).pulled().records()).isZero();
        }
    }

    private static void assertSame(ShopSite here, ShopSite there, int columns) {
        for (int i = 0; i < columns; i++) {
            String kept = here.site().engine() == Engine.SQLITE ? ", typeof(c" + i + ")" : "";
            String sql = "select uuid, c%d%s from things order by uuid".formatted(i, kept);
            assertThat(there.site().rows(sql)).isEqualTo(here.site().rows(sql));
        }
        assertThat(there.history()).isEqualTo(here.history());
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRESQL", "SQLITE, MARIADB", "POSTGRESQL, MARIADB"})
    void aValueMeansTheSameOnAnotherEngine(Engine one, Engine other) {
        List<Twin> twins = TypeSamples.twins(one, other);
        List<Sample> here = twins.stream()
                .map(twin -> Sample.of(twin.type(), twin.literal()))
                .toList();
        List<Sample> there = twins.stream()
                .map(twin -> Sample.of(twin.otherType(), twin.otherLiteral()))
                .toList();
        try (ShopSite one1 = things(one, "here", here.stream().map(Sample::type).toList());
                ShopSite other1 =
                        things(other, "there", there.stream().map(Sample::type).toList())) {
            Pair pair = new Pair(one1, other1);
            one1.run(insert("from here", here, 0));
            other1.run(insert("from there", there, 0));
            pair.sync();

            assertHolds(one1, "from there", here);
            assertHolds(other1, "from here", there);
            for (String row : List.of("from here", "from there")) {
                (row.endsWith("there") ? one1 : other1).run(cleared(row, here.size()));
            }
            pair.sync();
            one1.run(update("from here", here, 0));
            other1.run(update("from there", there, 0));
            pair.sync();

            assertHolds(one1, "from there", here);
            assertHolds(other1, "from here", there);
            assertThat(one1.openProblems()).isEmpty();
            assertThat(other1.openProblems()).isEmpty();
            assertThat(one1.history()).isEqualTo(other1.history());
            pair.assertSilent();
            pair.assertEqualContent();
        }
    }

    /** By plain SQL: the column of that row equals what the literal means there, to the last byte. */
    private static void assertHolds(ShopSite site, String row, List<Sample> samples) {
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            String type = sample.type();
            String literal = sample.literals().get(0);
            String same =
                    switch (site.site().engine()) {
                        case POSTGRESQL -> "c%d::text = (%s::%s)::text".formatted(i, literal, type);
                        case MARIADB ->
                            type.equals("float")
                                    ? "c%d = cast(%s as float)".formatted(i, literal)
                                    : "%1$s c%2$d <=> %1$s %3$s"
                                            .formatted(
                                                    type.contains("char")
                                                                    || type.contains("text")
                                                                    || type.contains("json")
                                                            ? "binary"
                                                            : "",
                                                    i,
                                                    literal);
                        case SQLITE -> "c%d = %s".formatted(i, literal);
                    };
            assertThat(site.site()
                            .value(
                                    "select case when %s then 'same' else concat(c%d, '') end from things where uuid = '%s'"
                                            .formatted(same, i, Shop.uuid(row))))
                    .as("%s %s of %s at %s", type, literal, row, site.site().engine())
                    .isEqualTo("same");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, POSTGRESQL", "SQLITE, MARIADB", "POSTGRESQL, SQLITE",
        "POSTGRESQL, MARIADB", "MARIADB, SQLITE", "MARIADB, POSTGRESQL"
    })
    void whatTheOtherCannotHoldIsToldAndNeverChanged(Engine one, Engine other) {
        List<Odd> odds = TypeSamples.odd(one, other);
        try (ShopSite here = things(one, "here", odds.stream().map(Odd::type).toList());
                ShopSite there =
                        things(other, "there", odds.stream().map(Odd::otherType).toList())) {
            Pair pair = new Pair(here, there);
            for (int i = 0; i < odds.size(); i++) {
                here.run(row("odd " + i), set("odd " + i, i, odds.get(i)));
            }
            here.run(row("plain"));
            List<String> before = content(here, odds.size());
            pair.sync();

            assertThat(there.site().rows("select note from things")).containsExactly("plain");
            for (int i = 0; i < odds.size(); i++) {
                String record = Shop.uuid("odd " + i).toString();
                String column = "c" + i;
                String why = odds.get(i).why();
                assertThat(there.problems("held"))
                        .filteredOn(problem -> problem.record().equals(record))
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.field()).isEqualTo(column);
                            assertThat(problem.message()).contains("its field " + column + ": ", why);
                        });
            }

            here.run("update things set note = 'mended' where note like 'odd%'");
            for (int i = 0; i < odds.size(); i++) {
                here.run("update things set c%d = null where uuid = '%s'".formatted(i, Shop.uuid("odd " + i)));
            }
            pair.sync();
            assertThat(there.openProblems()).isEmpty();
            assertThat(there.site().rows("select note from things where note = 'mended'"))
                    .hasSize(odds.size());

            for (int i = 0; i < odds.size(); i++) {
                here.run(set("odd " + i, i, odds.get(i)));
            }
            there.run("update things set note = 'seen there' where note = 'mended'");
            pair.sync();
            assertThat(content(here, odds.size())).isEqualTo(before);
            assertThat(here.site().rows("select note from things where note = 'seen there'"))
                    .hasSize(odds.size());
            assertThat(there.problems("held")).hasSize(odds.size());
            assertThat(here.openProblems()).isEmpty();
        }
    }

    private static List<String> content(ShopSite site, int columns) {
        List<String> content = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            content.add(
                    site.site().value("select c%d from things where uuid = '%s'".formatted(i, Shop.uuid("odd " + i))));
        }
        return content;
    }

    private static String row(String name) {
        return "insert into things (uuid, business_id, note) values ('%s', %s, '%s')"
                .formatted(Shop.uuid(name), Shop.business(Shop.BUSINESS), name);
    }

    private static String set(String name, int column, Odd odd) {
        return "update things set c%d = %s where uuid = '%s'".formatted(column, odd.literal(), Shop.uuid(name));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> refused() {
        return Stream.of(
                        "SQLITE geometry",
                        "SQLITE fancy",
                        "POSTGRESQL pair",
                        "POSTGRESQL pair[]",
                        "POSTGRESQL oid",
                        "POSTGRESQL regclass",
                        "POSTGRESQL xid",
                        "POSTGRESQL pg_snapshot",
                        "MARIADB point",
                        "MARIADB geometry",
                        "MARIADB polygon")
                .map(words -> words.split(" ", -1))
                .map(words -> org.junit.jupiter.params.provider.Arguments.of(Engine.valueOf(words[0]), words[1]));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource
    void refused(Engine engine, String type) {
        assertThatThrownBy(() -> things(engine, "here", List.of(type)).close())
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("column `c0` of table `things` has type `")
                .hasMessageContaining("leave it out with `ignore: [c0]`");
    }

    static ShopSite things(Engine engine, String name, List<String> types) {
        List<String> statements = new ArrayList<>(TypeSamples.preparing(engine));
        if (engine == Engine.POSTGRESQL) {
            statements.add("create type pair as (one integer, other text)");
        }
        statements.add(Shop.tables(engine).get(0));
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            columns.append(", c").append(i).append(' ').append(types.get(i));
        }
        statements.add(Shop.tables(engine)
                        .get(1)
                        .replaceFirst(
                                "customers \\((.*business_id integer not null),(?s:.*)", "things ($1, note varchar(40)")
                + columns + ")");
        statements.add("insert into businesses (id, uuid, name) values (%d, '%s', 'The Shop')"
                .formatted(3 + name.length(), Shop.BUSINESS));
        return ShopSite.open(Shop.setup(engine, name, CATALOGUE, statements));
    }

    private static String insert(String row, List<Sample> samples, int round) {
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < samples.size(); i++) {
            columns.append(", c").append(i);
            values.append(", ").append(literal(samples.get(i), round));
        }
        return "insert into things (uuid, business_id, note%s) values ('%s', %s, '%s'%s)"
                .formatted(columns, Shop.uuid(row), Shop.business(Shop.BUSINESS), row, values);
    }

    private static String update(String row, List<Sample> samples, int round) {
        StringBuilder sets = new StringBuilder();
        for (int i = 0; i < samples.size(); i++) {
            sets.append(i == 0 ? "" : ", ").append('c').append(i).append(" = ").append(literal(samples.get(i), round));
        }
        return "update things set %s where uuid = '%s'".formatted(sets, Shop.uuid(row));
    }

    private static String cleared(String row, int columns) {
        StringBuilder sets = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            sets.append(i == 0 ? "" : ", ").append('c').append(i).append(" = null");
        }
        return "update things set %s where uuid = '%s'".formatted(sets, Shop.uuid(row));
    }

    private static String literal(Sample sample, int round) {
        return sample.literals().get(round % sample.literals().size());
    }
}
