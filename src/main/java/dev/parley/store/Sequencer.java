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

    /** Takes what is captured, but no more than fills one round; gives whether there may be more. */
    public boolean round(Database database) {
        int taken;
        do {
            taken = once(database);
        } while (taken > 0 && taken < ROUND);
        return taken > 0;
    }

    /** Takes all that is captured, in as many transactions as it needs; gives the number of captured rows. */
    public int drain(Database database) {
        int total = 0;
        int taken;
        do {
            taken = once(database);
            total += taken;
        } while (taken > 0);
        return total;
    }

    private int once(Database database) {
        return database.inTransaction(tx -> {
            if (Capture.pending(tx, catalogue).isEmpty()) {
                return 0;
            }
            new ChangeLog(tx).lock();
            return takeIn(tx);
        });
    }

    /** Takes one round in; the transaction holds the feed lock. Gives the number of captured rows that it took. */
    public int takeIn(Tx tx) throws SQLException {
        Map<String, List<Captured>> captured = read(tx);
        if (captured.isEmpty()) {
            return 0;
        }
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
        return taken;
    }

    private Map<String, List<Captured>> read(Tx tx) throws SQLException {
        Map<String, List<Captured>> captured = new HashMap<>();
        List<CatalogueObject> pending = Capture.pending(tx, catalogue);
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
        for (CatalogueObject object : catalogue.objects()) {
            boolean all = catalogue.referrers(object.name()).stream()
                    .map(referrer -> referrer.object().name())
                    .filter(name -> !name.equals(object.name()))
                    .allMatch(name -> captured.getOrDefault(name, List.of()).size() < ROUND);
            if (!all) {
                captured.computeIfPresent(object.name(), (name, events) -> upToFirstDelete(events));
            }
        }
        return captured;
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
