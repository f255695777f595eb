package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConflictsTest {

    private static final Set<String> QUIET = Set.of("last_updated");

    private final Change add = OneRecord.add(0, Map.of("name", "Merlot", "price", "10", "last_updated", "0"));

    @Test
    void theSameFieldEditedAtTwoSitesIsAConflictThatTheLaterWins() {
        Change here = OneRecord.update(10, Map.of("price", "11", "last_updated", "10"), add);
        Change there = OneRecord.update(20, Map.of("price", "12", "last_updated", "20"), add);

        assertThat(find(List.of(add, here, there), Set.of(there)))
                .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                .containsExactly(tuple("price", there, here));
    }

    /** The example of docs/concepts.md. */
    @Test
    void annLeesPhone() {
        Change start = OneRecord.add(0, Map.of("phone", "555-0101", "status", "10", "notes", ""));
        Change beth = OneRecord.update(
                at("2012-01-17T10:15:00Z"), Map.of("phone", "555-0144", "notes", "call after five"), start);
        Change andrew =
                OneRecord.update(at("2012-01-17T11:40:00Z"), Map.of("phone", "555-0199", "status", "20"), start);
        List<Change> synced = List.of(start, beth, andrew);

        assertThat(RecordState.of(synced).values())
                .containsEntry("notes", Value.of("call after five"))
                .containsEntry("status", Value.of("20"))
                .containsEntry("phone", Value.of("555-0199"));
        assertThat(find(synced, Set.of(beth)))
                .isEqualTo(find(synced, Set.of(andrew)))
                .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                .containsExactly(tuple("phone", andrew, beth));

        Change pick = OneRecord.update(at("2012-01-18T08:20:00Z"), Map.of("phone", "555-0144"), beth, andrew);
        List<Change> picked = List.of(start, beth, andrew, pick);

        assertThat(RecordState.of(picked).values()).containsEntry("phone", Value.of("555-0144"));
        assertThat(find(picked, Set.of(pick))).isEmpty();
        assertThat(find(picked, picked)).isEmpty();
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli() * 1000;
    }

    @Test
    void differentFieldsOrTheSameValueAreNoConflict() {
        Change here = OneRecord.update(10, Map.of("price", "11"), add);
        Change there = OneRecord.update(20, Map.of("price", "11", "name", "Shiraz"), add);

        assertThat(find(List.of(add, here, there), Set.of(there))).isEmpty();
    }

    @Test
    void aDeleteAgainstAnEditIsAConflictAboutTheWholeRecord() {
        Change here = OneRecord.delete(10, add);
        Change there = OneRecord.update(20, Map.of("price", "12"), add);

        assertThat(find(List.of(add, here, there), Set.of(there)))
                .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                .containsExactly(tuple(Conflict.WHOLE, there, here));
    }

    @Test
    void ofALineOfChangesOnlyTheLastSpeaks() {
        Change first = OneRecord.update(10, Map.of("price", "11"), add);
        Change last = OneRecord.update(11, Map.of("price", "13"), first);
        Change there = OneRecord.update(20, Map.of("price", "12"), add);

        assertThat(find(List.of(add, first, last, there), Set.of(there)))
                .extracting(Conflict::loser)
                .containsExactly(last);
    }

    @Test
    void whoSetsItAgainKnowingBothSettlesIt() {
        Change here = OneRecord.update(10, Map.of("price", "11"), add);
        Change there = OneRecord.update(20, Map.of("price", "12"), add);
        Change pick = OneRecord.update(30, Map.of("price", "11"), here, there);
        List<Change> all = List.of(add, here, there, pick);

        assertThat(find(all, all)).isEmpty();
    }

    @Test
    void aDeleteThatWasUndoneDoesNotHideTheValuesBeforeIt() {
        Change here = OneRecord.update(10, Map.of("price", "11"), add);
        Change delete = OneRecord.delete(11, here);
        Change there = OneRecord.update(20, Map.of("price", "12"), add);
        Change restore = Derived.restore(delete);

        assertThat(find(List.of(add, here, delete, there), Set.of(there)))
                .extracting(Conflict::field)
                .containsExactly(Conflict.WHOLE);
        assertThat(find(List.of(add, here, delete, there, restore), Set.of(restore)))
                .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                .containsExactly(tuple("price", there, here));
    }

    @Test
    void aMapThatMakesOneRecordOfTwoSetsTheirValuesAgainstEachOther() {
        UUID one = UUID.fromString("11111111-1111-8111-8111-111111111111");
        UUID two = UUID.fromString("22222222-2222-8222-8222-222222222222");
        Change ann = entered(one, 10, "Ann Lee");
        Change anne = entered(two, 20, "Anne Lee");
        Change map = Derived.map(OneRecord.OBJECT, two, one);

        assertThat(find(List.of(ann, anne, map), Set.of(map)))
                .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                .containsExactly(tuple("name", anne, ann));
    }

    private static Change entered(UUID record, long at, String name) {
        Map<String, Value> fields = Map.of("name", Value.of(name));
        UUID uuid = Uuids.derived("entered", name);
        return new Change(uuid, Action.ADD, OneRecord.OBJECT, record, fields, at, Author.PARLEY, List.of());
    }

    @Test
    void anEditIsNoConflictWithARowOfTheOtherSiteThatHasTheOldValue() {
        Change ours = OneRecord.baseline(0, Map.of("name", "Merlot", "price", "10"));
        Change theirs = OneRecord.baseline(5, Map.of("name", "MERLOT", "price", "10"));
        Change edit = OneRecord.update(20, Map.of("price", "11"), ours);
        List<Change> all = List.of(ours, theirs, edit);

        assertThat(find(all, all)).isEmpty();
        assertThat(Conflicts.drifted(all)).isTrue();
    }

    @Test
    void aRowOfTheOtherSiteThatTakesAnEditBackIsAConflict() {
        Change ours = OneRecord.baseline(0, Map.of("name", "Merlot", "price", "10"));
        Change edit = OneRecord.update(20, Map.of("price", "11"), ours);
        Change theirs = OneRecord.baseline(30, Map.of("name", "MERLOT", "price", "10"));
        List<Change> all = List.of(ours, edit, theirs);

        assertThat(RecordState.of(all).values()).containsEntry("price", Value.of("10"));
        assertThat(find(all, all))
                .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                .containsExactly(tuple("price", theirs, edit));
    }

    @Test
    void aDeleteIsNoConflictWithARowOfTheOtherSiteThatDiffersInNothingButAColumnOfItsOwn() {
        Change ours = OneRecord.baseline(5, Map.of("name", "Merlot", "last_updated", "5"));
        Change theirs = OneRecord.baseline(0, Map.of("name", "Merlot", "last_updated", "0", "vintage", "2011"));
        Change delete = OneRecord.delete(20, ours);
        List<Change> all = List.of(ours, theirs, delete);

        assertThat(find(all, all)).isEmpty();
        assertThat(Conflicts.drifted(all, QUIET)).isFalse();
        assertThat(Conflicts.drifted(all)).isTrue();
    }

    @Test
    void nothingIsSaidOfAChangeUntilAllThatItsAuthorKnewIsHere() {
        Change ours = OneRecord.baseline(0, Map.of("name", "Merlot", "price", "10"));
        Change theirs = OneRecord.baseline(5, Map.of("name", "MERLOT", "price", "10"));
        Change edit = OneRecord.update(20, Map.of("price", "11"), theirs);
        Change other = OneRecord.update(30, Map.of("price", "12"), ours);

        assertThat(find(List.of(ours, other, edit), Set.of(edit))).isEmpty();
        assertThat(find(List.of(ours, other, edit, theirs), Set.of(theirs)))
                .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                .containsExactly(tuple("price", other, edit));
    }

    @Test
    void changesThatAreTheirOwnAncestorsDoNoHarm() {
        UUID one = Uuids.derived("one");
        UUID two = Uuids.derived("two");
        Change a = circular(one, two);
        Change b = circular(two, one);
        Change here = OneRecord.update(10, Map.of("price", "11"), add);
        Change there = OneRecord.update(20, Map.of("price", "12"), add);
        List<Change> all = List.of(add, here, there, a, b);

        assertThat(find(all, all)).hasSize(1);
        assertThat(RecordState.of(all).exists()).isTrue();
    }

    private static Change circular(UUID uuid, UUID parent) {
        Map<String, Value> fields = Map.of("price", Value.of("13"));
        return new Change(
                uuid, Action.UPDATE, OneRecord.OBJECT, OneRecord.RECORD, fields, 5, Author.PARLEY, List.of(parent));
    }

    @Test
    void aLongHistoryTakesLittleTime() {
        List<Change> all = new ArrayList<>(List.of(add));
        Change here = add;
        Change there = add;
        for (int i = 1; i <= 5_000; i++) {
            here = OneRecord.update(2L * i, Map.of("price", "h" + i), here);
            there = OneRecord.update(2L * i + 1, Map.of("price", "t" + i, "name", "n" + i), there);
            all.addAll(List.of(here, there));
        }
        List<Change> fresh = all.subList(all.size() - 100, all.size());
        Change lastHere = here;
        Change lastThere = there;

        // A tenth of a second is what it takes. What is quadratic takes minutes.
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            RecordState.of(all);
            assertThat(find(all, fresh))
                    .extracting(Conflict::field, Conflict::winner, Conflict::loser)
                    .containsExactly(tuple("price", lastThere, lastHere));
        });
    }

    @Test
    void manyValuesThatNobodySettledTakeLittleTime() {
        List<Change> all = new ArrayList<>(List.of(add));
        for (int i = 1; i < 2_000; i++) {
            all.add(OneRecord.update(i, Map.of("price", "p" + i), add));
        }
        List<Change> fresh = all.subList(1_900, 2_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(find(all, fresh)).hasSize(100 * 1_899 + 100 * 99 / 2));
    }

    private static List<Conflict> find(Collection<Change> all, Collection<Change> fresh) {
        return Conflicts.find(all, fresh.stream().map(Change::uuid).collect(Collectors.toSet()), QUIET);
    }
}
