package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** What a person reads whose catalogue does not fit the tables. Lines count within what follows the businesses. */
class ResolverMistakesTest {

    private static final String TABLES = """
            businesses
              id
              uuid text
            customers
              id
              uuid text
              business_id integer
              email text
              phone text
              salesrep_id integer null
              date_added datetime
            users
              id
              uuid text
              email text
            business_users
              business_id integer
              user_id integer
            settings
              business_id integer
              detail_key text
            places
              id
              uuid text
              business_id integer
              geo geometry
              warehouse_id integer ->warehouses.id
            warehouses
              id
            """;

    @Test
    void tablesAndColumnsThatAreNotThere() {
        expect("""
                customer:
                  table: custmers
                other:
                  table: customers
                  natural_key: [emial]
                  ignore: [fax, id]
                  added: date_aded
                  references: {salesrep: user}
                """, """
                2: `shop.core.customer`: the database has no table `custmers`; did you mean `customers`?
                5: `shop.core.other`: `natural_key` names `emial`, but table `customers` has no such column; \
                did you mean `email`?
                6: `shop.core.other`: `ignore` names `fax`, but table `customers` has no such column; its columns: \
                id, uuid, business_id, email, phone, salesrep_id, date_added
                6: `shop.core.other`: `ignore` names `id`, which is the local id, which never leaves the site
                7: `shop.core.other`: `added` names `date_aded`, but table `customers` has no such column; \
                did you mean `date_added`?
                8: `shop.core.other`: `references` names `salesrep`, but table `customers` has no such column; \
                did you mean `salesrep_id`?
                """);
    }

    @Test
    void aTableBelongsToOneObject() {
        expect("""
                customer:
                  table: customers
                client:
                  table: Customers
                """, """
                4: `shop.core.client`: table `Customers` is already that of `shop.core.customer`
                """);
    }

    @Test
    void identityAndBusinessMustBeKnown() {
        expect("""
                setting:
                  table: settings
                user:
                  table: users
                customer:
                  table: customers
                  key: [email]
                """, """
                1: `shop.core.setting`: table `settings` has no uuid column `uuid`; name its uuid column with \
                `uuid: COLUMN`, or the fields that identify a row within its business with `key: [COLUMN, …]`
                3: `shop.core.user`: table `users` has no business column `business_id`, so nothing tells whose its \
                records are; say `business: COLUMN`, `business: through FIELD`, `business: member of OBJECT`, or \
                `business: self` if they are the businesses
                7: `shop.core.customer`: has a uuid column, `uuid`, so it needs no `key`; use `natural_key` to tell \
                records that were entered twice, or say `uuid: false` to go by the key
                """);
    }

    @Test
    void aKeyNeverHasTheBusinessColumn() {
        expect("""
                setting:
                  table: settings
                  key: [business_id, detail_key]
                  natural_key: detail_key
                """, """
                3: `shop.core.setting`: `key` names `business_id`, which is the business column, which counts by itself
                4: `shop.core.setting`: goes by its `key`, so that a record entered twice is the same anyway; \
                `natural_key` is for objects whose records have uuids
                """);
    }

    @Test
    void typesThatParleyDoesNotKnowAndTablesThatAreNotInTheCatalogueAreNamedWithTheWayOut() {
        expect("""
                place:
                  table: places
                """, """
                1: `shop.core.place`: `warehouse_id` refers to table `warehouses`, which no object has; add an object \
                for that table, leave the column out with `ignore: [warehouse_id]`, or say \
                `references: {warehouse_id: false}` if its values are the same at every site
                1: `shop.core.place`: column `geo` of table `places` has type `geometry`, which Parley does not know; \
                leave it out with `ignore: [geo]`
                """);
    }

    @Test
    void namesOfObjectsMustBeFoundAndBeClear() {
        expect("""
                customer:
                  table: customers
                  references: {salesrep_id: usr}
                user:
                  table: users
                  business: member of shop.core.membr
                """, """
                3: `shop.core.customer`: `references` names the object `usr`, which is not in the catalogue; \
                did you mean `user`?
                6: `shop.core.user`: `business: member of` names the object `shop.core.membr`, which is not in the \
                catalogue
                """);
        assertThat(mistakes("""
                                packages:
                                  shop:
                                    core:
                                      business: {table: businesses, business: self}
                                      customer: {table: customers, references: {salesrep_id: person}}
                                    staff:
                                      person: {table: users, business: member of core.member by user}
                                      member: {table: business_users, key: user_id}
                                    other:
                                      person: {table: warehouses, key: id, business: through id}
                                """)).isEqualTo("""
                        5: `shop.core.customer`: `references` names the object `person`, which may be \
                        `shop.staff.person` or `shop.other.person`; write its full name
                        7: `shop.staff.person`: `business: member of` names the object `core.member`, which is not in \
                        the catalogue; did you mean `shop.staff.member`?
                        10: `shop.other.person`: `business: through` names `id`, which is no reference; say under \
                        `references:` which object it refers to
                        """);
    }

    @Test
    void peopleNeedAReferenceFromTheirJoinObject() {
        expect("""
                user:
                  table: users
                  business: member of member
                member:
                  table: business_users
                  key: [user_id]
                """, """
                3: `shop.core.user`: `business: member of` names `shop.core.member`, which has no reference to \
                `shop.core.user`; say under its `references:` which field is one: `references: {FIELD: shop.core.user}`
                """);
    }

    @Test
    void thereIsOneObjectOfBusinesses() {
        expect("""
                again:
                  table: users
                  business: self
                """, """
                3: `shop.core.again`: `business: self` is said of `shop.core.business` already, and only one object \
                can be the businesses
                """);
        assertThat(mistakes("packages:\n  shop:\n    core:\n      customer: {table: customers}\n"))
                .isEqualTo("""
                    1: no object has `business: self`; one must have it, the object whose records are the businesses; \
                    or say `business: whole database` at the top if there is one business only
                    """);
    }

    @Test
    void columnsOfTheWrongKindAreRefused() {
        expect("""
                customer:
                  table: customers
                  id: phone
                  uuid: salesrep_id
                  business: email
                  updated: phone
                """, """
                3: `shop.core.customer`: the local id `phone` has type `text`, but must be a whole number
                4: `shop.core.customer`: the uuid column `salesrep_id` has type `integer`, but must hold uuids as text
                5: `shop.core.customer`: the business column `email` has type `text`, but must be a whole number: the \
                local id of the business
                6: `shop.core.customer`: `updated` names `phone`, which is the local id, which never leaves the site
                """);
    }

    @Test
    void theLocalIdMustComeFromTheDatabase() {
        assertThat(mistakes("""
                        packages:
                          shop:
                            core:
                              business: {table: firms, business: self}
                              customer: {table: customers, id: salesrep_id}
                        """, TABLES + """
                                firms
                                  id integer primary
                                  uuid text
                                """)).isEqualTo("""
                        4: `shop.core.business`: the database gives no value for the local id `id` of table `firms`, \
                        so records from elsewhere could not be added; make it an identity, serial or auto_increment \
                        column, or say `id: false` if it is a field like others; where equal numbers are the same \
                        record at every site, `key: [id]`
                        5: `shop.core.customer`: the database gives no value for the local id `salesrep_id` of table \
                        `customers`, so records from elsewhere could not be added; make it an identity, serial or \
                        auto_increment column, or say `id: false` if it is a field like others; where equal numbers are \
                        the same record at every site, `key: [salesrep_id]`
                        """);
    }

    @Test
    void aBusinessColumnBesideAnotherScopeIsNotOverlooked() {
        expect("""
                customer:
                  table: customers
                  business: through salesrep_id
                  references: {salesrep_id: customer}
                """, """
                3: `shop.core.customer`: `business: through salesrep_id` leads in a circle and never to a business
                3: `shop.core.customer`: `business` says otherwise, but table `customers` has the business column \
                `business_id` too; go by it, or leave it out with `ignore: [business_id]`
                """);
    }

    @Test
    void aDeclaredReferenceMustAgreeWithTheForeignKeyAndTheType() {
        assertThat(mistakes("""
                        packages:
                          shop:
                            core:
                              business: {table: businesses, business: self}
                              customer: {table: customers, references: {email: customer}}
                              order: {table: orders, references: {customer_id: business}}
                              bill: {table: bills}
                        ignore: [warehouse, customers]
                        """, TABLES + """
                                orders
                                  id
                                  uuid text
                                  business_id integer ->customers.id
                                  customer_id integer ->customers.id
                                bills
                                  id
                                  uuid text
                                  business_id integer
                                  a integer ->orders.id ->customers.id
                                  b text
                                  c text
                                  foreign b,c ->customers.email,phone
                                """)).isEqualTo("""
                        5: `shop.core.customer`: `email` has type `text`, so it can't hold `id` of \
                        `shop.core.customer`, which has type `integer`
                        6: `shop.core.order`: `references` says that `customer_id` refers to `shop.core.business`, but \
                        its foreign key refers to table `customers`
                        6: `shop.core.order`: the business column `business_id` refers to table `customers`, which is \
                        not that of the businesses
                        7: `shop.core.bill`: `a` has foreign keys to both `shop.core.order` and `shop.core.customer`; \
                        say under `references:` which one it refers to
                        7: `shop.core.bill`: the foreign key of `b`, `c` to table `customers` holds neither its id nor \
                        its uuid; say under `references:` which of these columns refers to `shop.core.customer`, or \
                        `false`
                        8: `ignore` names table `warehouse`, which the database does not have; did you mean \
                        `warehouses`?
                        8: `ignore` names table `customers`, which is that of `shop.core.customer`
                        """);
    }

    @Test
    void anOrderThatTheTablesDoNotAllow() {
        String yaml = """
                        order: [sales, customers, salse]
                        packages:
                          shop:
                            core:
                              business: {table: businesses, business: self}
                            sales:
                              order: {table: orders}
                            customers:
                              customer: {table: customers}
                        """;
        String tables =
                TABLES + "orders\n  id\n  uuid text\n  business_id integer\n  customer_id integer ->customers.id\n";
        assertThat(mistakes(yaml, tables)).isEqualTo("""
                1: `order` names the module `salse`, which is not in the catalogue; did you mean `sales`?
                1: `order` puts `shop.sales` before `shop.customers`, but by the foreign keys of the database \
                `shop.customers.customer` has to come before `shop.sales.order`
                """);
    }

    @Test
    void whatStandsForZeroDatesAndWhatNamesAnObject() {
        expect("""
                setting:
                  table: settings
                  key: [detail_key]
                  references: {detail_key: named in business_id}
                customer:
                  table: customers
                  zero_dates: {date_added: 1970-01-01, email: null}
                  references: {salesrep_id: named in phon, date_added: named in phone}
                """, """
                4: `shop.core.setting`: `references` names `business_id`, which is the business column, which counts by \
                itself
                4: `shop.core.setting`: `key` names `detail_key`, which refers to records of more than one object; give \
                the table a uuid column instead
                7: `shop.core.customer`: `zero_dates` names `email`, which has type `text` and holds no dates
                8: `shop.core.customer`: `references` names `phon`, but table `customers` has no such column; did you \
                mean `phone`?
                8: `shop.core.customer`: `date_added` has type `datetime`, so it can't hold local ids of records
                """);
    }

    /** The objects stand in module {@code shop.core}, beside the businesses; the lines of the expected messages count from theirs. */
    private static void expect(String objects, String expected) {
        String yaml = "packages:\n  shop:\n    core:\n      business: {table: businesses, business: self}\n"
                + objects.indent(6);
        StringBuilder relative = new StringBuilder();
        for (String line : mistakes(yaml).lines().toList()) {
            int colon = line.indexOf(':');
            relative.append(Integer.parseInt(line.substring(0, colon)) - 4)
                    .append(line.substring(colon))
                    .append('\n');
        }
        assertThat(relative.toString()).isEqualTo(expected);
    }

    private static String mistakes(String yaml) {
        return mistakes(yaml, TABLES);
    }

    private static String mistakes(String yaml, String tables) {
        CatalogueException thrown = catchThrowableOfType(
                CatalogueException.class,
                () -> Resolver.resolve(
                        CatalogueYaml.read("catalogue.yaml", new StringReader(yaml)), SchemaText.schema(tables)));
        String file = "  catalogue.yaml:";
        String lines =
                thrown.mistakes().stream().map(mistake -> "\n  " + mistake).reduce("", String::concat);
        assertThat(thrown).hasMessageEndingWith(":" + lines);
        return lines.replace("\n" + file, "\n").substring(1) + "\n";
    }
}
