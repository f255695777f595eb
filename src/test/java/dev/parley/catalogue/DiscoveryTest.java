package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.catalogue.Discovery.Discovered;
import dev.parley.testing.YamlSchema;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final String WINERY = """
            ciniki_users
              id
              uuid text unique
              email text unique
              date_added datetime
              last_updated datetime
            ciniki_businesses
              id
              uuid text unique
              name text
              last_updated datetime
            ciniki_business_users
              id
              business_id integer
              user_id integer ->ciniki_users.id
              unique business_id,user_id
            ciniki_customers
              id
              uuid text unique
              business_id integer
              email text
              member_number text
              photo binary null large
              region geometry null
              date_added datetime
              last_updated datetime
              unique business_id,member_number
              unique business_id,email
            ciniki_customer_tags
              business_id integer primary
              customer_id integer primary ->ciniki_customers.id
              tag text primary
            ciniki_wineproductions
              id
              uuid text unique
              business_id integer
              customer_id integer
              parent_id integer null
              last_updated datetime
            ciniki_wineproduction_notes
              id
              uuid text unique
              wineproduction_id integer ->ciniki_wineproductions.id
              sommelier_id integer null
            ciniki_wineproduction_settings
              id
              business_id integer
              detail_key text
              detail_value text
              unique business_id,detail_key
            ciniki_lost_and_found
              id
              uuid text unique
              what text
            schema_migrations
              version text primary
            """;

    @Test
    void writesWhatTheTablesTellAndWhatTheyDoNot() {
        Discovered found = discover(WINERY);

        assertThat(found.text()).isEqualTo("""
                # What to sync of here, as parley discover read it from the tables.
                # Look through it before parley init; docs/configuration.md says what each key means.
                #
                # Could not be decided:
                # - `sommelier_id` of table `ciniki_wineproduction_notes` looks like a reference, but no table is named like it: it is synced as a plain number.
                # - Table `ciniki_lost_and_found` is left out: nothing tells to which business its records belong.

                defaults:
                  uuid: uuid
                  business: business_id
                  added: date_added
                  updated: last_updated

                # Tables that stay at each site.
                ignore:
                  - ciniki_lost_and_found  # nothing tells to which business its records belong
                  - schema_migrations  # a framework keeps it for itself

                packages:
                  ciniki:
                    business:
                      business:
                        table: ciniki_businesses
                        business: self
                      # a join table
                      user:
                        table: ciniki_business_users
                        key: [user_id]
                    core:
                      user:
                        table: ciniki_users
                        business: member of ciniki.business.user by user_id
                        natural_key: [email]  # a guess by its name
                    customer:
                      # `region` is left out: its type geometry is not synced
                      # a unique index over member_number: `natural_key: [member_number]` if the same there means the same record
                      customer:
                        table: ciniki_customers
                        natural_key: [email]  # a guess by its name
                        ignore: [region]
                      tag:
                        table: ciniki_customer_tags
                    wineproduction:
                      wineproduction:
                        table: ciniki_wineproductions
                        references:
                          customer_id: ciniki.customer.customer  # a guess by its name
                          parent_id: ciniki.wineproduction.wineproduction  # a guess by its name
                      # `sommelier_id` looks like a reference, but no table is named like it
                      note:
                        table: ciniki_wineproduction_notes
                        business: through wineproduction_id
                      # settings: a key and a value
                      setting:
                        table: ciniki_wineproduction_settings
                        key: [detail_key]
                """);
        resolve(found.text(), WINERY);
    }

    @Test
    void takesADatabaseWithoutABusinessForOne() {
        String tables = """
                Artist
                  id
                  Name text
                Album
                  id
                  Title text
                  ArtistId integer ->Artist.id
                AlbumPrice
                  AlbumId integer primary ->Album.id
                  price decimal
                Country
                  code text primary
                  name text
                """;

        Catalogue catalogue = resolve(discover(tables).text(), tables);

        assertThat(catalogue.require("app.album.album").scope()).isEqualTo(new Scope.Whole());
        assertThat(catalogue.require("app.album.album").identity()).isEqualTo(new Identity.Beside(true));
        assertThat(catalogue.require("app.album.price").identity()).isInstanceOf(Identity.Key.class);
        assertThat(catalogue.require("app.core.country").identity()).isInstanceOf(Identity.Key.class);
    }

    @Test
    void leavesOutWhatHasNoKeyAndWhatMustReferToIt() {
        String tables = """
                logs
                  line text
                parts
                  id
                  maker text
                blueprints
                  shape geometry primary
                  name text
                drawings
                  id
                  shape geometry ->blueprints.shape
                  part_id integer ->parts.id
                copies
                  id
                  drawing_id integer ->drawings.id
                notes
                  id
                  drawing_id integer null ->drawings.id
                """;

        Discovered found = discover(tables);

        assertThat(found.open()).hasSize(2);
        resolve(found.text(), tables);
    }

    @Test
    void namesOfAnyKindAreWrittenSoThatTheyAreRead() {
        String tables = """
                Yes
                  id
                  no text unique
                order:line#1
                  id
                  'quoted' text unique
                """;

        resolve(discover(tables).text(), tables);
    }

    @Test
    void tablesThatAreNamedInOtherLettersGetNamesThatTellThemApart() {
        String tables = """
                商品
                  id
                注文
                  id
                顧客
                  id
                Bürostühle
                  id
                """;

        assertThat(resolve(discover(tables).text(), tables).names())
                .containsExactlyInAnyOrder(
                        "app.table.table", "app.table.table_2", "app.table.table_3", "app.core.burostuhle");
    }

    static Discovered discover(String tables) {
        return Discovery.of("here", "app", SchemaText.schema(tables));
    }

    static Catalogue resolve(String yaml, String tables) {
        assertThat(YamlSchema.CATALOGUE.errors(yaml)).isEmpty();
        return Resolver.resolve(
                CatalogueYaml.read("catalogue.yaml", new StringReader(yaml)), SchemaText.schema(tables));
    }

    /** As SQLite says of a primary key that is no whole number. */
    @Test
    void aPrimaryKeyIsAKeyThoughItsColumnIsSaidToTakeNull() {
        Discovered found = Discovery.of("here", "app", SchemaText.schema("""
                countries
                  code text null primary
                  name text null
                regions
                  number integer null primary
                """));

        assertThat(found.open()).isEmpty();
        assertThat(found.text()).contains("table: countries", "table: regions\n        key: [number]");
    }

    @Test
    void aColumnThatIsComputedOrCountedByTheDatabaseAloneIsNamedWithTheReason() {
        Discovered found = Discovery.of("here", "app", SchemaText.schema("""
                bookings
                  hotel integer primary
                  number integer given primary
                  ticket integer generated given
                """));

        assertThat(found.text())
                .contains("`ticket` is left out: the database lets nobody else give its numbers")
                .contains("identity: primary_key")
                .doesNotContain("key: [");
    }
}
