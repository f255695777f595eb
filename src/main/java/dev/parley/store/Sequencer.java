package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Action;
import dev.parley.merge.Value;
import dev.parley.store.ChangeLog.Addition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Turns what triggers wrote down into changes, after the commit, in rounds. It takes what is there, not what is next in number, so a late commit
 * is never passed over: it is simply taken next time.
 *
 * <p>Objects are read parents first. A transaction that becomes visible in between is then seen with its children at least, so in the feed
 * a child's delete never comes after its parent's.
 */
public final class Sequencer {

    /** How many captured rows of an object one round takes, at most. */
    static final int ROUND = 5000;

    private final Catalogue catalogue;
    private final Origin origin;

    /** A sequencer for that site. */
    public Sequencer(Catalogue catalogue, Origin origin) {
        this.catalogue = catalogue;
        this.origin = origin;
    }

    /**
     * What one round came to.
     *
     * @param taken how many captured rows and entries of histories it took
     * @param more whether there may be more of what was there when it began
     */
    public record Round(int taken, boolean more) {

        private static final Round NOTHING = new Round(0, false);
    }

    /** Whether more is captured than fills one round. */
    public boolean hasMuch(Database database) {
        return database.inTransaction(tx -> {
            for (CatalogueObject object : Capture.pending(tx, catalogue)) {
                if (Capture.isThere(tx, object, ROUND)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Takes what is captured, but no more than fills one round; gives whether there may be more. */
    public boolean round(Database database) {
        Round round;
        do {
            round = once(database);
        } while (round.more() && round.taken() < ROUND);
        return round.more();
    }

    /** Takes all that is captured, in as many transactions as it needs; gives the number of captured rows. */
    public int drain(Database database) {
        int total = 0;
        Round round;
        do {
            round = once(database);
            total += round.taken();
        } while (round.more());
        return total;
    }

    private Round once(Database database) {
        return database.inTransaction(tx -> {
            List<CatalogueObject> pending = Capture.pending(tx, catalogue);
            if (pending.isEmpty()) {
                return Round.NOTHING;
            }
            new ChangeLog(tx).lock();
            return takeIn(tx, pending);
        });
    }

    /** Takes one round in; the transaction holds the feed lock. */
    public Round takeIn(Tx tx) throws SQLException {
        return takeIn(tx, Capture.pending(tx, catalogue));
    }

    private Round takeIn(Tx tx, List<CatalogueObject> first) throws SQLException {
        Map<String, List<Captured>> captured = read(tx, first);
        if (captured.isEmpty()) {
            return Round.NOTHING;
        }
        boolean full = captured.values().stream().anyMatch(events -> events.size() == ROUND);
        holdDeletesBack(captured);
        int taken = 0;
        UuidMaps maps = new UuidMaps(tx);
        Translation translation = new Translation(tx, catalogue, maps, captured);
        List<Addition> marks = new ArrayList<>();
        List<Addition> writes = new ArrayList<>();
        List<List<Addition>> deletes = new ArrayList<>();
        for (CatalogueObject object : catalogue.objects()) {
            List<Captured> events = captured.getOrDefault(object.name(), List.of());
            ChangeSource source = object.history().isPresent()
                    ? new HistoryRound(tx, catalogue, object, origin, translation, maps)
                    : new ObjectRound(tx, catalogue, object, origin, translation, maps);
            ChangeSource.Taken part = source.take(events);
            taken += part.count();
            members(object, part.writes(), marks);
            writes.addAll(part.writes());
            deletes.add(part.deletes());
            Capture.discard(tx, object, part.captured());
        }
        Collections.reverse(deletes);
        List<Addition> all = new ArrayList<>(marks);
        all.addAll(writes);
        deletes.forEach(all::addAll);
        new ChangeLog(tx).append(all);
        // A history is taken in so many rows at a time, and what was written to it late is left for the next round.
        return new Round(taken, taken > 0 && (full || keepsHistory()));
    }

    private boolean keepsHistory() {
        return catalogue.objects().stream().anyMatch(object -> object.history().isPresent());
    }

    private Map<String, List<Captured>> read(Tx tx, List<CatalogueObject> first) throws SQLException {
        Map<String, List<Captured>> captured = new HashMap<>();
        List<CatalogueObject> pending = first;
        // Until nothing is left that may have been committed with what was read: a delete must not come before what it
        // took along.
        while (!pending.isEmpty()) {
            for (CatalogueObject object : pending) {
                captured.put(object.name(), Capture.read(tx, object, ROUND));
            }
            List<CatalogueObject> others = catalogue.objects().stream()
                    .filter(object -> !captured.containsKey(object.name()))
                    .toList();
            pending = Capture.pending(tx, others);
        }
        return captured;
    }

    private void holdDeletesBack(Map<String, List<Captured>> captured) {
        for (CatalogueObject object : catalogue.objects()) {
            boolean all = catalogue.referrers(object.name()).stream()
                    .map(referrer -> referrer.object().name())
                    .filter(name -> !name.equals(object.name()))
                    .allMatch(name -> captured.getOrDefault(name, List.of()).size() < ROUND);
            if (!all) {
                captured.computeIfPresent(object.name(), (name, events) -> upToFirstDelete(events));
            }
        }
    }

    /** What comes before the first delete: a parent's deletes wait until all its children's captured rows have been read. */
    private static List<Captured> upToFirstDelete(List<Captured> events) {
        int end = 0;
        while (end < events.size() && events.get(end).op() != 'D') {
            end++;
        }
        return events.subList(0, end);
    }

    /** A shared record that joined a business is sent whole over that business's links, before what joined it. */
    private void members(CatalogueObject join, List<Addition> writes, List<Addition> marks) {
        for (CatalogueObject shared : catalogue.objects()) {
            if (!(shared.scope() instanceof Scope.Member member)
                    || !member.joinObject().equals(join.name())) {
                continue;
            }
            for (Addition addition : writes) {
                if (addition instanceof Addition.OfChange added
                        && added.change().action() != Action.BASELINE) {
                    Value person = added.change().fields().getOrDefault(member.field(), Value.NULL);
                    if (!person.isNull()) {
                        marks.add(new Addition.Whole(
                                shared.name(),
                                UUID.fromString(person.text()),
                                origin.ids().next(),
                                added.business(),
                                OptionalLong.empty()));
                    }
                }
            }
        }
    }
}
