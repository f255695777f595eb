package dev.parley.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Changes that follow the end of a history come out the same whether the history is read or not. */
class TipProperties {

    @Property
    void whatFollowsTheEndComesOutAsOfTheWholeHistory(@ForAll(supplier = Histories.class) History history) {
        List<Change> sorted = history.all().stream().sorted(Change.ORDER).toList();
        for (int from = 1; from < sorted.size(); from++) {
            for (int to = from + 1; to <= sorted.size(); to++) {
                List<Change> before = sorted.subList(0, from);
                List<Change> follow = sorted.subList(from, to);
                RecordState state = RecordState.of(before);
                Optional<Tip> tip = tip(state).after(follow);
                if (tip.isPresent() && state.exists() && state.missing().isEmpty()) {
                    isAsOfTheWhole(tip.get(), before, follow);
                }
            }
        }
    }

    private static void isAsOfTheWhole(Tip tip, List<Change> before, List<Change> follow) {
        List<Change> all = new ArrayList<>(before);
        all.addAll(follow);
        RecordState whole = RecordState.of(all);
        Map<String, Value> values = new HashMap<>(RecordState.of(before).values());
        follow.forEach(change -> values.putAll(change.fields()));

        assertThat(tip).isEqualTo(tip(whole));
        assertThat(whole.exists()).isTrue();
        assertThat(whole.missing()).isEmpty();
        assertThat(whole.values()).isEqualTo(values);
        assertThat(Conflicts.find(all, uuids(follow), Set.of())).isEmpty();
    }

    @Property
    void nothingThatIsHeldFollowsTheEnd(@ForAll(supplier = Histories.class) History history) {
        Tip tip = tip(RecordState.of(history.all()));

        assertThat(history.all()).noneMatch(change -> tip.after(List.of(change)).isPresent());
    }

    @Property
    void whatASiteDoesThatKnowsAllFollowsTheEndIfThereIsOne(@ForAll(supplier = Histories.class) History history) {
        History.Site site = history.sites().get(0);
        RecordState before = site.state();
        Assume.that(before.exists() && before.missing().isEmpty());
        List<Change> held = List.copyOf(site.held.values());
        List<Change> edits = List.of(history.edit(site, 3), history.edit(site, 5));

        Optional<Tip> tip = tip(before).after(edits);

        // Who joins several may undo the delete after one of them, and so set what was done before against the others.
        assertThat(tip.isPresent()).isEqualTo(before.heads().size() == 1);
        tip.ifPresent(end -> isAsOfTheWhole(end, held, edits));
    }

    @Example
    void anUntouchedRowEndsWithWhatItStandsFor() {
        Change baseline =
                Derived.baseline(History.OBJECT, Uuids.derived("record"), 7, Map.of("name", Value.of("Merlot")));

        assertThat(Tip.of(baseline)).isEqualTo(tip(RecordState.of(List.of(baseline))));
    }

    private static Tip tip(RecordState state) {
        return new Tip(state.heads(), state.newest(), state.version());
    }

    private static Set<UUID> uuids(List<Change> changes) {
        return Set.copyOf(changes.stream().map(Change::uuid).toList());
    }
}
