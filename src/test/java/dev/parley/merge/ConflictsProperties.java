package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.merge.History.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every conflict is told, at each site, once its parts have come; and nothing else is. */
class ConflictsProperties {

    @Property
    void findsExactlyWhatStands(@ForAll(supplier = Histories.class) History history) {
        assertThat(find(history.all(), Set.of())).isEqualTo(new StandingConflicts(history.all()).uuids());
    }

    @Property
    void findsExactlyWhatStandsWherePartsOfTheHistoryAreMissing(
            @ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> held =
                history.all().stream().filter(change -> random.nextInt(5) > 0).toList();

        assertThat(find(held, Set.of())).isEqualTo(standing(held));
    }

    @Property
    void whatStoodBeforeTheNewChangesIsNotToldAgain(
            @ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> held =
                history.all().stream().filter(change -> random.nextBoolean()).toList();
        Assume.that(areOneRecord(held));
        Set<UUID> expected = standing(history.all());
        expected.removeAll(standing(held));

        assertThat(find(history.all(), held)).isEqualTo(expected);
    }

    @Property
    void whatIsFoundDependsOnTheSetAlone(@ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        Set<UUID> fresh = history.all().stream()
                .filter(change -> random.nextBoolean())
                .map(Change::uuid)
                .collect(Collectors.toSet());
        List<Change> shuffled = new ArrayList<>(history.all());
        Collections.shuffle(shuffled, random);

        assertThat(Conflicts.find(shuffled, fresh, History.QUIET))
                .isEqualTo(Conflicts.find(history.all(), fresh, History.QUIET))
                .doesNotHaveDuplicates();
    }

    @Property
    void whateverStandsAtASiteWasToldThere(@ForAll(supplier = Histories.class) History history) {
        for (Site site : history.sites()) {
            assertThat(site.told).containsAll(standing(site.held.values()));
        }
    }

    @Property
    void twoSitesThatMeetAreToldTheSameByTheMeeting(@ForAll(supplier = Histories.class) History history) {
        Collection<Change> here = history.sites().get(0).held.values();
        Collection<Change> there = history.sites().get(1).held.values();
        Assume.that(areOneRecord(here) && areOneRecord(there));
        Set<Change> both = new HashSet<>(here);
        both.addAll(there);

        Set<UUID> toldHere = find(both, here);
        Set<UUID> toldThere = find(both, there);

        // What stood at one of them before stands there already, and is new to the other alone.
        toldHere.removeAll(standing(there));
        toldThere.removeAll(standing(here));
        assertThat(toldHere).isEqualTo(toldThere);
    }

    @Property
    void nothingConcurrentAndDifferentGoesUntold(@ForAll(supplier = Histories.class) History history) {
        StandingConflicts book = new StandingConflicts(history.all());
        List<Conflict> told = Conflicts.find(history.all(), uuids(history.all()), History.QUIET);
        for (Change winner : history.all()) {
            for (Change loser : history.all()) {
                if (!winner.isAfter(loser) || !book.concurrent(winner, loser)) {
                    continue;
                }
                for (String field : History.FIELDS) {
                    if (StandingConflicts.differ(field, winner, loser)
                            && !book.isReplaced(field, winner)
                            && !book.isReplaced(field, loser)
                            && !(book.isDeleted(winner) && book.isDeleted(loser))
                            && !book.isDeletedWith(winner, loser)
                            && !book.isDeletedWith(loser, winner)
                            && !book.isUnedited(List.of(field), loser, winner)) {
                        assertThat(told).anyMatch(conflict -> speaksFor(history, conflict, field, winner, loser));
                    }
                }
            }
        }
    }

    /** Whether it is about these two values, or about the delete of the one against the line of the other. */
    private static boolean speaksFor(History history, Conflict conflict, String field, Change winner, Change loser) {
        if (conflict.field().equals(field)) {
            return conflict.winner().equals(winner) && conflict.loser().equals(loser);
        }
        return conflict.field().equals(Conflict.WHOLE)
                && ((isFrom(history, conflict.winner(), winner) && isFrom(history, conflict.loser(), loser))
                        || (isFrom(history, conflict.winner(), loser) && isFrom(history, conflict.loser(), winner)));
    }

    private static boolean isFrom(History history, Change later, Change earlier) {
        return later.equals(earlier) || history.knew(later, earlier);
    }

    @Property
    void whoSetsTheFieldsAgainKnowingAllSettlesThem(@ForAll(supplier = Histories.class) History history) {
        List<Change> settled = new ArrayList<>(history.all());
        RecordState state = RecordState.of(settled);
        Assume.that(!settled.isEmpty());
        settled.add(new Change(
                Uuids.derived("pick"),
                Action.ADD,
                History.OBJECT,
                settled.get(0).record(),
                Map.of("name", Value.NULL, "price", Value.of("1"), "note", Value.NULL),
                state.newest() + 1,
                Author.PARLEY,
                state.heads()));

        assertThat(find(settled, Set.of())).isEmpty();
    }

    @Property
    void theGreaterWinsAndNeitherKnewTheOther(@ForAll(supplier = Histories.class) History history) {
        for (Conflict conflict : Conflicts.find(history.all(), uuids(history.all()), History.QUIET)) {
            assertThat(conflict.winner().isAfter(conflict.loser())).isTrue();
            assertThat(history.knew(conflict.winner(), conflict.loser())).isFalse();
            assertThat(history.knew(conflict.loser(), conflict.winner())).isFalse();
            assertThat(conflict.field()).isNotEqualTo(History.LAST_UPDATED);
        }
    }

    /** The uuids of what is found where these were held before the rest came. */
    private static Set<UUID> find(Collection<Change> all, Collection<Change> held) {
        Set<UUID> fresh = uuids(all);
        fresh.removeAll(uuids(held));
        return Conflicts.find(all, fresh, History.QUIET).stream()
                .map(Conflict::uuid)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> standing(Collection<Change> held) {
        return new StandingConflicts(held).uuids();
    }

    /** Whether the maps among the changes make one record of all of them. */
    private static boolean areOneRecord(Collection<Change> changes) {
        Aliases aliases = new Aliases(changes);
        return changes.stream()
                        .map(change -> aliases.canonical(change.record()))
                        .distinct()
                        .count()
                <= 1;
    }

    private static Set<UUID> uuids(Collection<Change> changes) {
        return changes.stream().map(Change::uuid).collect(Collectors.toSet());
    }
}
