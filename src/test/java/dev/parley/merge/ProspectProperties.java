package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is foreseen of a record is what taking the changes makes of it. */
class ProspectProperties {

    private static final long LATE = Long.MAX_VALUE / 2;
    private static final Set<String> QUIET = Set.of("last_updated");

    @Property
    void whatIsForeseenIsWhatTheUnionGives(@ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> ours = some(history.all(), random);
        List<Change> theirs = some(history.all(), random);

        Prospect here = Prospect.of(ours, theirs, LATE, QUIET);
        Prospect there = Prospect.of(theirs, ours, LATE, QUIET);

        assertThat(here.before()).isEqualTo(RecordState.of(ours));
        assertThat(here.after()).isEqualTo(RecordState.of(union(ours, theirs))).isEqualTo(there.after());
        assertThat(here.kept()).isEmpty();
        Set<UUID> fresh = new HashSet<>();
        theirs.forEach(change -> fresh.add(change.uuid()));
        ours.forEach(change -> fresh.remove(change.uuid()));
        assertThat(here.fresh()).isEqualTo(fresh);
        if (!fresh.isEmpty()) {
            assertThat(here.conflicts()).isEqualTo(Conflicts.find(union(ours, theirs), fresh, QUIET));
        }
    }

    @Property
    void whatIsTooFarAheadChangesNothing(@ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> ours = some(history.all(), random);
        List<Change> theirs = some(history.all(), random);
        long newest = RecordState.of(ours).newest();
        long now =
                theirs.isEmpty() ? 0 : theirs.get(random.nextInt(theirs.size())).at() - Clock.AHEAD;

        Prospect here = Prospect.of(ours, theirs, now, QUIET);

        List<Change> admitted = new ArrayList<>(theirs);
        admitted.removeAll(here.kept());
        assertThat(here.after()).isEqualTo(RecordState.of(union(ours, admitted)));
        assertThat(here.kept()).allMatch(change -> change.at() > Math.max(now, newest) + Clock.AHEAD);
        assertThat(here.kept()).noneMatch(ours::contains);
    }

    @Property
    void whoGetsNothingNewStaysWhatItIs(@ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> ours = some(history.all(), random);

        Prospect here = Prospect.of(ours, some(ours, random), 0, QUIET);

        assertThat(here.after()).isEqualTo(here.before());
        assertThat(here.fresh()).isEmpty();
        assertThat(here.conflicts()).isEmpty();
    }

    @Property
    void aReasonIsWhatTheChangesSay(@ForAll(supplier = Histories.class) History history, @ForAll Random random) {
        List<Change> ours = some(history.all(), random);
        Prospect here = Prospect.of(ours, history.all(), LATE, QUIET);

        here.after().winners().forEach((field, winner) -> {
            Change old = here.before().winners().get(field);
            Reason why = here.why(field);
            if (old == null) {
                assertThat(why).isEqualTo(Reason.FIRST);
            } else {
                boolean knew = new Ancestry(here.all()).knew(winner, old);
                Reason concurrent = winner.at() > old.at() ? Reason.LATER : Reason.ORDER;
                assertThat(why).isEqualTo(knew ? Reason.KNOWING : concurrent);
            }
        });
    }

    @Example
    void oneMoreChangeMakesTheRecordWhatItMakesIt() {
        UUID record = new UUID(1, 1);
        Author ann = new Author("ann", "", new UUID(7, 7));
        Change add =
                new Change(new UUID(2, 1), Action.ADD, "o", record, Map.of("name", Value.of("a")), 10, ann, List.of());
        Change delete = new Change(new UUID(2, 2), Action.DELETE, "o", record, Map.of(), 20, ann, List.of(add.uuid()));
        Prospect gone = Prospect.of(List.of(add), List.of(add, delete), LATE, QUIET);
        assertThat(gone.after().exists()).isFalse();

        Prospect back = gone.with(Derived.restore(delete), QUIET);

        assertThat(back.after().exists()).isTrue();
        assertThat(back.after().values()).containsEntry("name", Value.of("a"));
        assertThat(back.fresh()).hasSize(2);
        assertThat(back.with(delete, QUIET)).isSameAs(back);
    }

    private static List<Change> some(Collection<Change> changes, Random random) {
        return changes.stream().filter(change -> random.nextBoolean()).toList();
    }

    private static Collection<Change> union(Collection<Change> one, Collection<Change> other) {
        Map<UUID, Change> union = new LinkedHashMap<>();
        one.forEach(change -> union.put(change.uuid(), change));
        other.forEach(change -> union.put(change.uuid(), change));
        return union.values();
    }
}
