package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueYamlTest {

    @Test
    void anOrdinaryObjectNeedsTwoLines() {
        Declaration declaration = read("""
                packages:
                  ciniki:
                    customers:
                      customer:
                        table: customers
                """);

        assertThat(declaration.defaults()).isEqualTo(Declaration.Defaults.STANDARD);
        assertThat(declaration.objects())
                .containsExactly(new ObjectDeclaration(
                        new ObjectName("ciniki", "customers", "customer"),
                        4,
                        new Said<>("customers", 5),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void everyKeyIsReadWithItsLine() {
        Declaration declaration = read("""
                defaults:
                  uuid: guid
                  business: tenant_id
                  added: created
                  updated: false
                  identity: random
                ignore: [sessions, logs]
                business: whole database
                packages:
                  ciniki:
                    users:
                      user:
                        table: people
                        id: number
                        uuid: false
                        business: member of businesses.member by user_id
                        key: email
                        identity: primary_key
                        natural_keys: [[phone], [first, last]]
                        fold: [space, case]
                        references:
                          boss_id: user
                          country_id: false
                        added: made
                        updated: false
                        ignore: [password]
                        version: 1.10
                        zero_dates:
                          born: null
                          left: 1970-01-01
                          met: false
                """);

        assertThat(declaration.defaults())
                .isEqualTo(new Declaration.Defaults(
                        Optional.of("guid"),
                        Optional.of("tenant_id"),
                        Optional.of("created"),
                        Optional.empty(),
                        Optional.of(IdentityDeclaration.RANDOM),
                        HistoryDeclaration.NOTHING));
        assertThat(declaration.wholeDatabase()).contains(8);
        assertThat(declaration.ignoredTables()).containsExactly(new Said<>("sessions", 7), new Said<>("logs", 7));
        assertThat(declaration.objects())
                .containsExactly(new ObjectDeclaration(
                        new ObjectName("ciniki", "users", "user"),
                        12,
                        new Said<>("people", 13),
                        Optional.of(new ColumnChoice(Optional.of("number"), 14)),
                        Optional.of(new ColumnChoice(Optional.empty(), 15)),
                        Optional.of(new Said<>(
                                new BusinessDeclaration.MemberOf("businesses.member", Optional.of("user_id")), 16)),
                        List.of(new Said<>("email", 17)),
                        Optional.of(new Said<>(IdentityDeclaration.PRIMARY_KEY, 18)),
                        List.of(
                                List.of(new Said<>("phone", 19)),
                                List.of(new Said<>("first", 19), new Said<>("last", 19))),
                        List.of(new Said<>(Fold.SPACE, 20), new Said<>(Fold.CASE, 20)),
                        List.of(
                                new ReferenceDeclaration(new Said<>("boss_id", 22), Optional.of("user")),
                                new ReferenceDeclaration(new Said<>("country_id", 23), Optional.empty())),
                        Optional.of(new ColumnChoice(Optional.of("made"), 24)),
                        Optional.of(new ColumnChoice(Optional.empty(), 25)),
                        List.of(new Said<>("password", 26)),
                        Optional.empty(),
                        Optional.of(new Said<>("1.10", 27)),
                        List.of(
                                new ZeroDateDeclaration(
                                        Optional.of(new Said<>("born", 29)), Optional.of(StandIn.NULL), 29),
                                new ZeroDateDeclaration(
                                        Optional.of(new Said<>("left", 30)),
                                        Optional.of(new StandIn(Optional.of("1970-01-01"))),
                                        30),
                                new ZeroDateDeclaration(Optional.of(new Said<>("met", 31)), Optional.empty(), 31))));
    }

    @Test
    void theFormsOfBusinessAreTold() {
        assertThat(businesses("self", "tenant_id", "through order_id", "member of member"))
                .containsExactly(
                        new BusinessDeclaration.Self(),
                        new BusinessDeclaration.InColumn("tenant_id"),
                        new BusinessDeclaration.Through("order_id"),
                        new BusinessDeclaration.MemberOf("member", Optional.empty()));
    }

    @Test
    void allMistakesAreReportedAtOnceEachWithItsLineAndTheNearestSpelling() {
        assertThatThrownBy(() -> read("""
                                defaults:
                                  bussiness: tenant_id
                                packages:
                                  ciniki:
                                    customers:
                                      customer:
                                        tabel: customers
                                        natural_kye: [email]
                                        colour: red
                                      tag:
                                        table: [customer_tags]
                                        business: belongs to customer
                                        key: []
                                      note:
                                    my orders:
                                      order:
                                        table: orders
                                        table: invoices
                                        natural_key: [number, number]
                                        natural_keys: number
                                        version: fields-2
                                        references: customer
                                extra: 1
                                """))
                .isInstanceOf(CatalogueException.class)
                .hasMessage("""
                        catalogue.yaml has 16 mistakes:
                          catalogue.yaml:2: `defaults`: unknown key `bussiness`; did you mean `business`?
                          catalogue.yaml:7: `ciniki.customers.customer`: unknown key `tabel`; did you mean `table`?
                          catalogue.yaml:8: `ciniki.customers.customer`: unknown key `natural_kye`; did you mean `natural_key`?
                          catalogue.yaml:9: `ciniki.customers.customer`: unknown key `colour`; known here: table, id, uuid, business, key, \
                        identity, natural_key, natural_keys, fold, references, added, updated, ignore, history, \
                        version, zero_dates
                          catalogue.yaml:11: `ciniki.customers.tag`: `table` must be a table's name, but is a list
                          catalogue.yaml:12: `ciniki.customers.tag`: `business` must be `self`, a column's name, `through FIELD` or \
                        `member of OBJECT`, but is `belongs to customer`
                          catalogue.yaml:13: `ciniki.customers.tag`: `key` must be a list of columns, but is empty
                          catalogue.yaml:14: `ciniki.customers.note`: must have at least `table: NAME`, but is empty
                          catalogue.yaml:15: the name `my orders` may only have letters, digits, `_` and `-`
                          catalogue.yaml:18: `table` stands here twice, first in line 17
                          catalogue.yaml:19: `ciniki.my orders.order`: `natural_key` must be a list of columns, but has `number` twice
                          catalogue.yaml:20: `ciniki.my orders.order`: has both `natural_key` and `natural_keys`; put all into `natural_keys`
                          catalogue.yaml:20: `ciniki.my orders.order`: `natural_keys` must be a list of keys, each a list of columns, such as \
                        `[[email], [first, last]]`
                          catalogue.yaml:21: `ciniki.my orders.order`: `version` may not begin with `fields-`, which marks versions that \
                        Parley derives itself
                          catalogue.yaml:22: `ciniki.my orders.order`: `references` must be a mapping of columns to objects, but is `customer`
                          catalogue.yaml:23: unknown key `extra`; known here: business, defaults, packages, order, histories, zero_dates, ignore""");
    }

    @Test
    void oneMistakeIsReportedAsOne() {
        assertThatThrownBy(() -> read("packages:\n  ciniki:\n    customers:\n"))
                .isInstanceOf(CatalogueException.class)
                .hasMessage("""
                        catalogue.yaml has a mistake:
                          catalogue.yaml:3: module `ciniki.customers` must name at least one object, but is empty""")
                .extracting(thrown -> ((CatalogueException) thrown).mistakes())
                .isEqualTo(List.of(new Mistake(
                        "catalogue.yaml", 3, "module `ciniki.customers` must name at least one object, but is empty")));
    }

    @Test
    void whatIsNoYamlIsReportedWithItsLine() {
        assertThatThrownBy(() -> read("packages:\n  ciniki: [unclosed\n"))
                .isInstanceOf(CatalogueException.class)
                .hasMessage("""
                        catalogue.yaml has a mistake:
                          catalogue.yaml:2: this is not YAML: while parsing a flow sequence, expected ',' or ']', but \
                        got <stream end>""");
    }

    @Test
    void anEmptyTextIsNoCatalogue() {
        assertThatThrownBy(() -> read("")).hasMessage("""
                        catalogue.yaml has a mistake:
                          catalogue.yaml:1: a catalogue must have `packages:`, but is empty""");
    }

    @Test
    void aliasesAreRefused() {
        assertThatThrownBy(() -> read("""
                                packages:
                                  ciniki:
                                    customers:
                                      customer: &ordinary
                                        table: customers
                                      other: *ordinary
                                """)).hasMessage("""
                        catalogue.yaml has 2 mistakes:
                          catalogue.yaml:6: `*ordinary` is an alias, which can't stand here; write it out
                          catalogue.yaml:6: `ciniki.customers.other`: must have at least `table: NAME`, but is \
                        `*ordinary`""");
    }

    private static List<BusinessDeclaration> businesses(String... forms) {
        StringBuilder yaml = new StringBuilder("packages:\n  ciniki:\n    module:\n");
        for (int i = 0; i < forms.length; i++) {
            yaml.append("      object%d:\n        table: t\n        business: %s\n".formatted(i, forms[i]));
        }
        return read(yaml.toString()).objects().stream()
                .map(object -> object.business().orElseThrow().value())
                .toList();
    }

    private static Declaration read(String yaml) {
        return CatalogueYaml.read("catalogue.yaml", new StringReader(yaml));
    }
}
