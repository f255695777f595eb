package dev.parley.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tables as they are found: without uuids, and without a business. */
class IdentityResolverTest {

    private static final String FILMS = """
        films
          id
          title text
          language_code text ->languages.code
          last_updated datetime
        languages
          code text primary
          name text
        actors
          id
          name text
          email text
        film_actor
          actor_id integer primary ->actors.id
          film_id integer primary ->films.id
        awards
          id
          film integer
          actor integer
          prize text
          foreign film,actor ->film_actor.film_id,actor_id
        """;

    @Test
    void aWholeDatabaseIsOneBusinessAndEveryTableBelongsToIt() {
        Catalogue catalogue = resolve(objects("""
            film: {table: films, identity: primary_key}
            language: {table: languages}
            """));

        assertThat(catalogue.businesses()).isEmpty();
        assertThat(catalogue.objects()).allMatch(object -> object.scope().equals(new Scope.Whole()));
        assertThat(UncataloguedTables.in(SchemaText.schema(FILMS), catalogue))
                .contains(new UncataloguedTables.Uncatalogued("actors", "the whole database is the business"));
    }

    @Test
    void whereTheDatabaseGivesANumberParleyGivesAUuid() {
        Catalogue catalogue = resolve(objects("""
            language: {table: languages}
            film: {table: films, identity: primary_key}
            actor: {table: actors, natural_keys: [[email], [name]], fold: [case, space]}
            """));

        assertThat(catalogue.require("video.core.film").identity()).isEqualTo(new Identity.Beside(true));
        CatalogueObject actor = catalogue.require("video.core.actor");
        assertThat(actor.identity()).isEqualTo(new Identity.Beside(false));
        assertThat(actor.idColumn()).contains("id");
        assertThat(actor.naturalKeys())
                .containsExactly(
                        new NaturalKey(List.of("email"), Set.of(Fold.CASE, Fold.SPACE)),
                        new NaturalKey(List.of("name"), Set.of(Fold.CASE, Fold.SPACE)));
    }

    @Test
    void whatIsSaidOnceHoldsForEveryTableWithoutAUuid() {
        Catalogue catalogue = resolve("defaults: {identity: primary_key}\n" + objects("""
            language: {table: languages}
            film: {table: films}
            actor: {table: actors, identity: random}
            """));

        assertThat(catalogue.require("video.core.film").identity()).isEqualTo(new Identity.Beside(true));
        assertThat(catalogue.require("video.core.actor").identity()).isEqualTo(new Identity.Beside(false));
        assertThat(catalogue.require("video.core.language").identity()).isEqualTo(new Identity.Key(List.of("code")));
    }

    @Test
    void codesAndCompositeKeysIdentifyByThemselvesAndWhatNamesThemComesAfter() {
        Catalogue catalogue = resolve(objects("""
            award: {table: awards, identity: random}
            cast: {table: film_actor}
            film: {table: films, identity: primary_key}
            actor: {table: actors, identity: primary_key}
            language: {table: languages}
            """));

        assertThat(catalogue.require("video.core.cast").identity())
                .isEqualTo(new Identity.Key(List.of("actor_id", "film_id")));
        assertThat(catalogue
                        .require("video.core.film")
                        .field("language_code")
                        .orElseThrow()
                        .reference())
                .isEmpty();
        CatalogueObject award = catalogue.require("video.core.award");
        assertThat(award.field("film").orElseThrow().reference())
                .contains(new Reference("video.core.film", "id", false));
        assertThat(award.field("actor").orElseThrow().reference())
                .contains(new Reference("video.core.actor", "id", false));
        assertThat(catalogue.objects())
                .extracting(CatalogueObject::objectName)
                .containsSubsequence("language", "film", "cast", "award")
                .containsSubsequence("actor", "cast");
    }

    @Test
    void thePrimaryKeyOfABusinessesRowsLeavesTheBusinessOut() {
        Catalogue catalogue = resolve("""
            packages:
              shop:
                core:
                  business: {table: businesses, business: self, identity: primary_key}
                  setting: {table: settings}
            """, """
            businesses
              id
              name text
            settings
              business_id integer primary
              detail_key text primary
              detail_value text
            """);

        assertThat(catalogue.require("shop.core.setting").identity())
                .isEqualTo(new Identity.Key(List.of("detail_key")));
        assertThat(catalogue.businesses().map(CatalogueObject::identity))
                .isEqualTo(Optional.of(new Identity.Beside(true)));
    }

    @Test
    void whatTheCatalogueMustSayIsTold() {
        assertThat(mistakes(objects("""
            film: {table: films}
            cast: {table: film_actor, identity: random}
            language: {table: languages, business: self, key: code, identity: primary_key}
            actor: {table: actors, identity: primary_keys, fold: [kase]}
            """)))
                .containsExactly(
                        "8: `video.core.actor`: `identity` must be `primary_key` or `random`, but is `primary_keys`",
                        "8: `video.core.actor`: `fold` must be a list of `case` and `space`, but has `kase`",
                        "8: `video.core.actor`: `fold` says how natural keys are compared, but there is none; say"
                                + " `natural_key` too");
        assertThat(mistakes(objects("""
            film: {table: films}
            cast: {table: film_actor, identity: random}
            language: {table: languages, business: self, key: code, identity: primary_key}
            actor: {table: actors, identity: random}
            award: {table: awards, key: prize, id: id, references: {film: cast}}
            """)))
                .containsExactly(
                        "5: `video.core.film`: table `films` has no uuid column `uuid`, so Parley is to give its rows"
                                + " uuids; say where they come from: `identity: primary_key` if this site and the others"
                                + " started from the same copy of the database, `natural_key: [COLUMN, …]` if what a"
                                + " record holds tells which it is, or `identity: random` if each row is a record of its"
                                + " own",
                        "6: `video.core.cast`: `identity: random` is for tables whose primary key is a number that the"
                                + " database gives; table `film_actor` goes by its primary key: leave `identity` out",
                        "7: `video.core.language`: `business` is said at the top already: the whole database is one"
                                + " business; leave it out here",
                        "7: `video.core.language`: goes by its `key`, so `identity` says nothing; leave one of the two"
                                + " out",
                        "9: `video.core.award`: `references` says that `film` refers to `video.core.cast`, which goes"
                                + " by its key; leave it out, since a key is the same at every site");
        assertThat(mistakes("business: tenant_id\npackages: {video: {core: {film: {table: films}}}}\n"))
                .containsExactly("1: `business` at the top must be `whole database`, which says that there is one"
                        + " business only; where it is a column, say it under `defaults:`, but is `tenant_id`");
    }

    private static String objects(String objects) {
        return "business: whole database\npackages:\n  video:\n    core:\n" + objects.indent(6);
    }

    private static Catalogue resolve(String yaml) {
        return resolve(yaml, FILMS);
    }

    private static Catalogue resolve(String yaml, String tables) {
        return Resolver.resolve(
                CatalogueYaml.read("catalogue.yaml", new StringReader(yaml)), SchemaText.schema(tables));
    }

    private static List<String> mistakes(String yaml) {
        return catchThrowableOfType(CatalogueException.class, () -> resolve(yaml)).mistakes().stream()
                .map(mistake -> mistake.toString().replace("catalogue.yaml:", ""))
                .toList();
    }
}
