package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {

    private static final Catalogue WINERY = resolve("""
            packages:
              ciniki:
                wineproduction:
                  order:
                    table: wineproductions
                    references:
                      parent_id: order
                  setting:
                    table: wineproduction_settings
                    key: [detail_key]
                customers:
                  tag:
                    table: customer_tags
                    key: [tag, customer_id]
                  customer:
                    table: customers
                products:
                  product:
                    table: products
                businesses:
                  business:
                    table: businesses
                    business: self
                  member:
                    table: business_users
                    key: [user_id]
                users:
                  user:
                    table: users
                    business: member of ciniki.businesses.member
                    natural_key: [email]
            """, """
            businesses
              id
              uuid text unique
              name text
              date_added datetime
              last_updated datetime
            users
              id
              uuid text unique
              email text
              display_name text
              date_added datetime
              last_updated datetime
            business_users
              business_id integer primary ->businesses.id
              user_id integer primary ->users.id
              role text
            customers
              id
              uuid text unique
              business_id integer ->businesses.id
              first text
              notes text null large
              full_name text generated
              salesrep_id integer null ->users.id
              date_added datetime
              last_updated datetime
            products
              id
              uuid text unique
              business_id integer
              price decimal
            wineproductions
              id
              uuid text unique
              business_id integer ->businesses.id
              parent_id integer null
              customer_id integer
              product_id integer ->products.id
              bottling_at datetime null
              last_updated datetime
              foreign business_id,customer_id ->customers.business_id,id
            customer_tags
              business_id integer primary ->businesses.id
              customer_id integer primary ->customers.id
              tag text primary
            wineproduction_settings
              business_id integer primary ->businesses.id
              detail_key text primary
              detail_value text null large
              last_updated datetime
            """);

    @Test
    void peopleComeFirstThenBusinessesThenParentsBeforeChildren() {
        assertThat(WINERY.objects())
                .extracting(CatalogueObject::name)
                .containsExactly(
                        "ciniki.users.user",
                        "ciniki.businesses.business",
                        "ciniki.wineproduction.setting",
                        "ciniki.customers.customer",
                        "ciniki.customers.tag",
                        "ciniki.products.product",
                        "ciniki.wineproduction.order",
                        "ciniki.businesses.member");
    }

    @Test
    void anOrdinaryObjectTakesEverythingFromItsTable() {
        CatalogueObject customer = WINERY.require("ciniki.customers.customer");

        assertThat(customer)
                .isEqualTo(new CatalogueObject(
                        "ciniki",
                        "customers",
                        "customer",
                        "customers",
                        Optional.of("id"),
                        new Identity.UuidColumn("uuid"),
                        new Scope.Column("business_id"),
                        List.of(
                                plain("first", FieldKind.TEXT, false, false),
                                plain("notes", FieldKind.TEXT, true, true),
                                reference("salesrep_id", true, new Reference("ciniki.users.user", "id", true)),
                                plain("date_added", FieldKind.DATETIME, false, false),
                                plain("last_updated", FieldKind.DATETIME, false, false)),
                        List.of(),
                        Optional.of("date_added"),
                        Optional.of("last_updated"),
                        Optional.empty(),
                        customer.tableVersion()));
    }

    @Test
    void aDeclaredReferenceWithoutForeignKeyIsNotEnforcedAndMayPointToItsOwnObject() {
        assertThat(referencesOf("ciniki.wineproduction.order"))
                .containsExactly(
                        reference("parent_id", true, new Reference("ciniki.wineproduction.order", "id", false)),
                        reference("customer_id", false, new Reference("ciniki.customers.customer", "id", true)),
                        reference("product_id", false, new Reference("ciniki.products.product", "id", true)));
    }

    @Test
    void aKeyLeavesTheBusinessOutAndItsReferencesCount() {
        CatalogueObject tag = WINERY.require("ciniki.customers.tag");

        assertThat(tag.identity()).isEqualTo(new Identity.Key(List.of("customer_id", "tag")));
        assertThat(tag.idColumn()).isEmpty();
        assertThat(tag.scope()).isEqualTo(new Scope.Column("business_id"));
        assertThat(tag.fields())
                .containsExactly(
                        reference("customer_id", false, new Reference("ciniki.customers.customer", "id", true)),
                        plain("tag", FieldKind.TEXT, false, false));
    }

    @Test
    void peopleAreSharedThroughTheJoinObject() {
        CatalogueObject user = WINERY.require("ciniki.users.user");

        assertThat(user.scope()).isEqualTo(new Scope.Member("ciniki.businesses.member", "user_id"));
        assertThat(user.naturalKeys()).containsExactly(NaturalKey.exactly("email"));
        assertThat(WINERY.businesses().orElseThrow().scope()).isEqualTo(new Scope.Self());
    }

    @Test
    void whereTheTableHasNoTimesThereAreNone() {
        CatalogueObject member = WINERY.require("ciniki.businesses.member");

        assertThat(member.addedField()).isEmpty();
        assertThat(member.updatedField()).isEmpty();
    }

    @Test
    void aDerivedVersionFollowsTheFieldsAndADeclaredOneStays() {
        String tables = """
                businesses
                  id
                  uuid text
                a
                  id
                  uuid text
                  business_id integer
                  %s
                """;
        String object = "      a:\n        table: a\n";
        String before = version(object, tables.formatted("x text\n  y text"));

        assertThat(before).matches("fields-[0-9a-f]{12}");
        assertThat(version(object, tables.formatted("y text\n  x text"))).isEqualTo(before);
        assertThat(version(object, tables.formatted("x text\n  y integer"))).isNotEqualTo(before);
        assertThat(version(object + "        version: 1.10\n", tables.formatted("x text")))
                .isEqualTo("1.10");
    }

    @Test
    void theDigestFollowsTheFieldsButNotTheOrderOfTheObjects() {
        Catalogue reversed = new Catalogue(
                List.of(WINERY.require("ciniki.products.product"), WINERY.require("ciniki.customers.tag")));
        Catalogue straight = new Catalogue(
                List.of(WINERY.require("ciniki.customers.tag"), WINERY.require("ciniki.products.product")));

        assertThat(straight.digest()).isEqualTo(reversed.digest()).matches("[0-9a-f]{64}");
        assertThat(WINERY.digest()).isNotEqualTo(straight.digest());
    }

    @Test
    void aBusinessMayComeThroughAReference() {
        Catalogue catalogue = resolve("""
                packages:
                  shop:
                    core:
                      business: {table: businesses, business: self}
                      line: {table: lines, business: through order_id}
                      order: {table: orders}
                """, """
                businesses
                  id
                  uuid text
                orders
                  id
                  uuid text
                  business_id integer
                lines
                  id
                  uuid text
                  order_id integer ->orders.id
                """);

        assertThat(catalogue.require("shop.core.line").scope()).isEqualTo(new Scope.Through("order_id"));
        assertThat(catalogue.objects())
                .extracting(CatalogueObject::objectName)
                .containsExactly("business", "order", "line");
    }

    @Test
    void aPrimaryKeyThatIsAnotherRecordsIdIsAReferenceAndNoLocalId() {
        Catalogue catalogue = resolve("""
                packages:
                  shop:
                    core:
                      business: {table: businesses, business: self}
                      customer: {table: customers}
                      detail: {table: customer_details, key: customer_id}
                """, """
                businesses
                  id
                  uuid text
                customers
                  id
                  uuid text
                  business_id integer
                customer_details
                  customer_id integer primary ->customers.id
                  business_id integer
                  remark text
                """);

        CatalogueObject detail = catalogue.require("shop.core.detail");
        assertThat(detail.idColumn()).isEmpty();
        assertThat(detail.references())
                .containsExactly(reference("customer_id", false, new Reference("shop.core.customer", "id", true)));
    }

    @Test
    void objectsMayReferToEachOtherInACircle() {
        Catalogue catalogue = resolve("""
                packages:
                  shop:
                    core:
                      business: {table: businesses, business: self}
                      contact: {table: contacts}
                      customer: {table: customers}
                """, """
                businesses
                  id
                  uuid text
                customers
                  id
                  uuid text
                  business_id integer
                  main_contact_id integer null ->contacts.id
                contacts
                  id
                  uuid text
                  business_id integer
                  customer_id integer ->customers.id
                """);

        assertThat(catalogue.objects())
                .extracting(CatalogueObject::objectName)
                .containsExactly("business", "customer", "contact");
    }

    @Test
    void namesMayBeShortInsideAModuleAndAPackage() {
        Catalogue catalogue =
                resolve("""
                packages:
                  shop:
                    core:
                      business: {table: businesses, business: self}
                      note:
                        table: notes
                        references: {a_id: tag, b_id: other.tag, c_id: stamp, d_id: far.away.thing}
                      tag: {table: tags}
                    other:
                      tag: {table: other_tags}
                      stamp: {table: stamps}
                  far:
                    away:
                      thing: {table: things}
                """, """
                businesses
                  id
                  uuid text
                notes
                  id
                  uuid text
                  business_id integer
                  a_id integer
                  b_id integer
                  c_id integer
                  d_id integer
                """ + ordinary("tags") + ordinary("other_tags") + ordinary("stamps") + ordinary("things"));

        assertThat(catalogue.require("shop.core.note").references())
                .extracting(field -> field.reference().orElseThrow().target())
                .containsExactly("shop.core.tag", "shop.other.tag", "shop.other.stamp", "far.away.thing");
    }

    @Test
    void aForeignKeyThatIsNotToBeSyncedLeavesAPlainField() {
        Catalogue catalogue = resolve("""
                packages:
                  shop:
                    core:
                      business: {table: businesses, business: self}
                      customer: {table: customers, references: {country_id: false}, ignore: [warehouse_id]}
                """, """
                businesses
                  id
                  uuid text
                countries
                  id
                customers
                  id
                  uuid text
                  business_id integer
                  country_id integer ->countries.id
                  warehouse_id integer null ->warehouses.id
                """);

        assertThat(catalogue.require("shop.core.customer").fields())
                .containsExactly(plain("country_id", FieldKind.INTEGER, false, false));
    }

    @Test
    void otherNamesForTheUsualColumnsAreDeclaredOnce() {
        Catalogue catalogue = resolve("""
                defaults: {uuid: guid, business: tenant, added: created, updated: false}
                packages:
                  shop:
                    core:
                      tenant: {table: tenants, business: self}
                      customer: {table: customers}
                """, """
                tenants
                  id
                  guid text
                customers
                  id
                  guid text
                  tenant integer
                  created datetime
                  last_updated datetime
                """);

        CatalogueObject customer = catalogue.require("shop.core.customer");
        assertThat(customer.identity()).isEqualTo(new Identity.UuidColumn("guid"));
        assertThat(customer.scope()).isEqualTo(new Scope.Column("tenant"));
        assertThat(customer.addedField()).contains("created");
        assertThat(customer.updatedField()).isEmpty();
    }

    @Test
    void tablesThatNobodyListedAreFound() {
        Declaration declaration = CatalogueYaml.read("catalogue.yaml", new StringReader("""
                        ignore: [sessions]
                        packages:
                          shop:
                            core:
                              business: {table: businesses, business: self}
                              customer: {table: customers}
                        """));
        Schema schema = SchemaText.schema("""
                businesses
                  id
                  uuid text
                countries
                  id
                """
                + ordinary("customers")
                + ordinary("orders")
                + ordinary("sessions")
                + "addresses\n  id\n  customer_id integer ->customers.id\n");

        assertThat(UncataloguedTables.in(schema, Resolver.resolve(declaration, schema), declaration))
                .containsExactly(
                        new UncataloguedTables.Uncatalogued("orders", "it has the business column `business_id`"),
                        new UncataloguedTables.Uncatalogued("addresses", "it refers to table `customers`"));
    }

    private static String ordinary(String table) {
        return table + "\n  id\n  uuid text\n  business_id integer\n";
    }

    @Test
    void modulesStandInTheOrderThatIsSaidAndElseByReferences() {
        String yaml = """
                order: [media, shop.sales]
                packages:
                  shop:
                    core:
                      business: {table: businesses, business: self}
                    sales:
                      order: {table: orders}
                    customers:
                      customer: {table: customers}
                    media:
                      image: {table: images}
                """;
        String tables = "businesses\n  id\n  uuid text\n" + ordinary("customers")
                + ordinary("orders") + "  customer_id integer ->customers.id\n  image_id integer null ->images.id\n"
                + ordinary("images") + "  order_id integer null ->orders.id\n";

        assertThat(resolve(yaml, tables).objects())
                .extracting(CatalogueObject::name)
                .containsExactly(
                        "shop.core.business", "shop.customers.customer", "shop.media.image", "shop.sales.order");
        assertThat(resolve(yaml.replace("media, shop.sales", "sales, media"), tables)
                        .objects())
                .extracting(CatalogueObject::name)
                .containsExactly(
                        "shop.core.business", "shop.customers.customer", "shop.sales.order", "shop.media.image");
    }

    @ParameterizedTest
    @CsvSource({"v1.11,1.11", "V2,2", "'v1.02 customers',1.02", "version 2,''", "v1.1b,''", "customers v3,''", "'',''"})
    void aTablesCommentTellsItsVersionIfItBeginsWithOne(String comment, String version) {
        assertThat(TableVersion.ofComment(comment).orElse("")).isEqualTo(version);
    }

    private static String version(String object, String tables) {
        String yaml = "packages:\n  shop:\n    core:\n      business: {table: businesses, business: self}\n" + object;
        return resolve(yaml, tables).require("shop.core.a").tableVersion();
    }

    private static List<Field> referencesOf(String object) {
        return WINERY.require(object).references();
    }

    private static Field plain(String name, FieldKind kind, boolean nullable, boolean large) {
        return new Field(name, kind, kind.name().toLowerCase(Locale.ROOT), nullable, large, Optional.empty());
    }

    private static Field reference(String name, boolean nullable, Reference reference) {
        return new Field(name, FieldKind.INTEGER, "integer", nullable, false, Optional.of(reference));
    }

    private static Catalogue resolve(String yaml, String tables) {
        return Resolver.resolve(
                CatalogueYaml.read("catalogue.yaml", new StringReader(yaml)), SchemaText.schema(tables));
    }
}
