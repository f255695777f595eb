package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.merge.History.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A record is a function of the set of its changes, and the function is the one that people expect. */
class MergeProperties {

    @Property
    void theOrderInWhichChangesComeDoesNotMatter(
            @ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> shuffled = new ArrayList<>(history.all());
        Collections.shuffle(shuffled, random);

        assertThat(RecordState.of(shuffled)).isEqualTo(RecordState.of(history.all()));
        assertThat(List.copyOf(RecordState.of(shuffled).values().entrySet()))
                .isEqualTo(List.copyOf(RecordState.of(history.all()).values().entrySet()));
    }

    @Property
    void changesThatComeTwiceCountOnce(@ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> twice = new ArrayList<>(history.all());
        twice.addAll(
                history.all().stream().filter(change -> random.nextBoolean()).toList());
        Collections.shuffle(twice, random);

        assertThat(RecordState.of(twice)).isEqualTo(RecordState.of(history.all()));
    }

    @Property
    void partsMayBeTakenInInAnyGroupingAndOverlap(
            @ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        Set<Change> a = some(history, random);
        Set<Change> b = some(history, random);
        Set<Change> c = some(history, random);

        assertThat(RecordState.of(union(union(a, b), c))).isEqualTo(RecordState.of(union(a, union(c, b))));
        assertThat(RecordState.of(union(a, a))).isEqualTo(RecordState.of(a));
    }

    @Property
    void sitesThatHoldTheSameShowTheSame(@ForAll(supplier = Histories.class) History history) {
        for (Site one : history.sites()) {
            for (Site other : history.sites()) {
                assertThat(one.state().version().equals(other.state().version()))
                        .isEqualTo(one.held.keySet().equals(other.held.keySet()));
                if (one.held.keySet().equals(other.held.keySet())) {
                    assertThat(one.state()).isEqualTo(other.state());
                }
            }
        }
    }

    @Property
    void fieldsMergeOneByOne(@ForAll(supplier = Histories.class) History history) {
        Map<String, Value> values = RecordState.of(history.all()).values();

        for (String field : History.FIELDS) {
            Optional<Value> greatest = history.all().stream()
                    .filter(change -> change.action() != Action.MAP && change.action() != Action.DELETE)
                    .filter(change -> change.fields().containsKey(field))
                    .max(Comparator.comparingLong(Change::at)
                            .thenComparing(change -> change.uuid().toString()))
                    .map(change -> change.fields().get(field));
            assertThat(Optional.ofNullable(values.get(field))).isEqualTo(greatest);
        }
    }

    @Property
    void whatWasEditedAtTwoSitesInDifferentFieldsBothSurvives(@ForAll long skew, @ForAll @IntRange(max = 3) int ticks) {
        Change add = OneRecord.add(0, Map.of("name", "Merlot", "price", "10"));
        Change here = OneRecord.update(1 + ticks, Map.of("name", "Shiraz"), add);
        Change there = OneRecord.update(Clock.at(skew, add.at()), Map.of("price", "12"), add);

        assertThat(RecordState.of(List.of(add, here, there)).values())
                .containsEntry("name", Value.of("Shiraz"))
                .containsEntry("price", Value.of("12"));
    }

    @Property
    void anEditMadeAfterSeeingAValueBeatsIt(
            @ForAll(supplier = Histories.class) History history, @ForAll @IntRange(min = 0, max = 34) int choice) {
        for (Change later : history.all()) {
            for (Change earlier : history.all()) {
                if (history.knew(later, earlier)) {
                    assertThat(later.isAfter(earlier)).isTrue();
                }
            }
        }
        for (Site site : history.sites()) {
            Change edit = history.edit(site, choice);

            assertThat(site.state().exists()).isTrue();
            assertThat(site.state().values()).containsAllEntriesOf(edit.fields());
        }
    }

    @Property
    void whatAnAuthorMetIsWhatAllThatHeKnewComesTo(@ForAll(supplier = Histories.class) History history) {
        for (Change change : history.all()) {
            List<Change> knew = history.all().stream()
                    .filter(other -> !other.equals(change) && history.knew(change, other))
                    .toList();

            assertThat(RecordState.metBy(change, history.all()).values())
                    .isEqualTo(RecordState.of(knew).values());
        }
    }

    @Property
    void aRecordIsThereIfItsGreatestWriteIsAboveItsGreatestDelete(
            @ForAll @IntRange(min = 1, max = 5) int deleted, @ForAll @IntRange(min = 1, max = 5) int written) {
        Change add = OneRecord.add(0, Map.of("name", "Merlot"));
        Change delete = OneRecord.delete(deleted, add);
        Change update = OneRecord.update(written, Map.of("name", "Shiraz"), add);

        RecordState state = RecordState.of(List.of(add, delete, update));

        boolean lastWord = deleted == written
                ? update.uuid().toString().compareTo(delete.uuid().toString()) > 0
                : written > deleted;
        assertThat(state.exists()).isEqualTo(lastWord);
        assertThat(state.lastDelete()).contains(delete);
    }

    @Property
    void aWriteAboveTheDeleteBringsTheRecordBackWhole(@ForAll(supplier = Histories.class) History history) {
        List<Change> changes = new ArrayList<>(history.all());
        Assume.that(changes.stream().anyMatch(change -> change.action() == Action.DELETE));
        Map<String, Value> before = RecordState.of(changes).values();
        long newest = RecordState.of(changes).newest();
        changes.add(OneRecord.update(newest + 1, Map.of("name", "back again")));

        RecordState state = RecordState.of(changes);

        assertThat(state.exists()).isTrue();
        assertThat(state.values()).containsEntry("name", Value.of("back again"));
        before.forEach((field, value) -> assertThat(field.equals("name")
                        || state.values().getOrDefault(field, Value.NULL).equals(value))
                .isTrue());
        assertThat(state.values().keySet()).containsAll(before.keySet());
    }

    @Property
    void aRestoreBringsBackWhatTheLastDeleteTook(@ForAll(supplier = Histories.class) History history) {
        List<Change> changes = new ArrayList<>(history.all());
        RecordState gone = RecordState.of(changes);
        if (gone.exists()) {
            changes.add(OneRecord.delete(gone.newest() + 1));
            gone = RecordState.of(changes);
        }
        Assume.that(gone.lastDelete().isPresent());
        changes.add(Derived.restore(gone.lastDelete().orElseThrow()));

        assertThat(RecordState.of(changes).exists()).isTrue();
        assertThat(RecordState.of(changes).values()).isEqualTo(gone.values());
    }

    @Property
    void headsAreTheChangesThatNobodyKnew(@ForAll(supplier = Histories.class) History history) {
        for (Site site : history.sites()) {
            List<UUID> unknown = site.held.values().stream()
                    .filter(change -> change.action() != Action.MAP)
                    .filter(change -> site.held.values().stream().noneMatch(other -> history.knew(other, change)))
                    .sorted(Change.ORDER)
                    .map(Change::uuid)
                    .toList();

            assertThat(site.state().heads()).isEqualTo(unknown);
            assertThat(site.state().missing()).isEmpty();
        }
    }

    @Property
    void parentsTellExactlyWhoKnewWhat(@ForAll(supplier = Histories.class) History history) {
        Ancestry ancestry = new Ancestry(history.all());
        for (Change later : history.all()) {
            for (Change earlier : history.all()) {
                assertThat(ancestry.knew(later, earlier))
                        .isEqualTo(later.equals(earlier) || history.knew(later, earlier));
            }
        }
    }

    @Property
    void aParentThatIsNotHeldIsMissing(@ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        Set<Change> held = some(history, random);
        Set<UUID> expected = new HashSet<>();
        held.forEach(change -> expected.addAll(change.parents()));
        held.forEach(change -> expected.remove(change.uuid()));

        assertThat(RecordState.of(held).missing()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Set<Change> some(History history, Random random) {
        Set<Change> some = new LinkedHashSet<>();
        for (Change change : history.all()) {
            if (random.nextBoolean()) {
                some.add(change);
            }
        }
        return some;
    }

    private static Set<Change> union(Collection<Change> a, Collection<Change> b) {
        Set<Change> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }
}
