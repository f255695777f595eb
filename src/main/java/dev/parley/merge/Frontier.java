package dev.parley.merge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The changes that speak for a record: its heads, and for each field the writes that carry it and that nobody replaced who knew them. No two
 * speakers of a field, and no two heads, knew each other. Found in one walk over the graph, children first.
 *
 * <p>A change speaks only once all that its author knew is held. Before that it is not known what it was made in knowledge of, and
 * a conflict that turns out to be none could not be taken back.
 */
final class Frontier {

    private final Ancestry ancestry;
    private final Map<String, Integer> fieldNumbers = new HashMap<>();
    private final List<BitSet> replaced;
    private final BitSet revived = new BitSet();
    private final BitSet deleted = new BitSet();

    private final Map<String, List<Change>> speakers = new TreeMap<>();
    private final List<Change> heads = new ArrayList<>();

    /** The frontier of these changes. */
    Frontier(Ancestry ancestry) {
        this.ancestry = ancestry;
        int size = ancestry.line().size();
        this.replaced = new ArrayList<>(size);
        BitSet parents = new BitSet();
        for (int place = 0; place < size; place++) {
            replaced.add(new BitSet());
            for (int parent : ancestry.parentsOf(place)) {
                parents.set(parent);
            }
        }
        for (int place = size - 1; place >= 0; place--) {
            Change change = ancestry.line().get(place);
            if (ancestry.isWhole(place)) {
                if (!parents.get(place) && !change.action().isNaming()) {
                    heads.add(change);
                }
                speak(place, change);
            }
            handDown(place, change);
        }
    }

    /** The changes that no other has as a parent. */
    List<Change> heads() {
        return heads;
    }

    /** For each field the changes that speak for it. */
    Map<String, List<Change>> speakers() {
        return speakers;
    }

    private void speak(int place, Change change) {
        // Once its author's line has deleted the record, a value is not held up against others: the delete is.
        if (!change.action().isWrite() || deleted.get(place)) {
            return;
        }
        for (String field : change.fields().keySet()) {
            if (!replaced.get(place).get(numberOf(field))) {
                speakers.computeIfAbsent(field, key -> new ArrayList<>()).add(change);
            }
        }
    }

    /** Tells the parents, and through them all ancestors, what this change and those after it did to their work. */
    private void handDown(int place, Change change) {
        BitSet fields = replaced.get(place);
        if (change.action().isWrite()) {
            change.fields().keySet().forEach(field -> fields.set(numberOf(field)));
        }
        // A delete that a later write knew has been undone by it, and the values before the delete stand again.
        boolean gone = deleted.get(place) || (change.action().isDelete() && !revived.get(place));
        boolean written = revived.get(place) || change.action().isWrite();
        for (int parent : ancestry.parentsOf(place)) {
            replaced.get(parent).or(fields);
            deleted.set(parent, deleted.get(parent) || gone);
            revived.set(parent, revived.get(parent) || written);
        }
    }

    private int numberOf(String field) {
        return fieldNumbers.computeIfAbsent(field, key -> fieldNumbers.size());
    }
}
