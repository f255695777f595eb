package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.store.Waiting;
import dev.parley.wire.Block;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.RecordName;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where a part is synced: brings along, whole and with their history, the records outside of the part to which records of it refer and that the
 * taking side lacks, those to which these refer in turn, and no others.
 */
final class MissingParents implements Parents {

    private final SiteContext site;
    private final Peer peer;
    private final Work.Source source;
    private final Part part;
    private final WholeExchange whole;
    private final Resemblances resemblances;
    private final Set<RecordName> fetched = new HashSet<>();
    private final Set<RecordName> given = new HashSet<>();
    private final Map<String, Integer> brought = new TreeMap<>();
    private Taken pulled = Taken.NOTHING;

    /** Of the link that the source sees, for that part of it. */
    MissingParents(SiteContext site, long linkId, Peer peer, Part part) {
        Handshake handshake = new Handshake(site);
        this.site = site;
        this.peer = peer;
        this.part = part;
        this.source = tx -> new Work(site, tx, handshake.scope(Current.link(site, tx, linkId)));
        this.whole = new WholeExchange(site, linkId, peer, handshake, Parents.IN_ORDER);
        this.resemblances = new Resemblances(site, peer, source);
    }

    /** What became of what was fetched. */
    Taken pulled() {
        return pulled;
    }

    /** What became at the other site of what was given. */
    Taken pushed() {
        return whole.pushed();
    }

    /** How many came along of which objects, in words; empty where none did. */
    String words() {
        return brought.entrySet().stream()
                .map(of -> of.getValue() + " of " + of.getKey())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void fetch(List<Packet> children) {
        fetchAll(in(work -> missing(work, new References(work).of(children))));
    }

    @Override
    public void fetch(Block children) {
        fetchAll(in(work -> missing(work, new References(work).of(children))));
    }

    /** What records that came before wait for. */
    void fetchAwaited(CatalogueObject object) {
        fetchAll(in(work -> {
            List<RecordName> awaited = work.waiting.of(object.name()).stream()
                    .filter(Waiting.Entry::isReference)
                    .map(entry -> new RecordName(entry.targetObject(), entry.target()))
                    .toList();
            return missing(work, awaited);
        }));
    }

    @Override
    public void give(List<Packet> children) {
        giveAll(in(work -> outside(work, new References(work).of(children), given)));
    }

    @Override
    public void give(Block children) {
        giveAll(in(work -> outside(work, new References(work).of(children), given)));
    }

    /** Those of the records that the link covers and the part does not, and that were not looked for before. */
    private Map<String, List<UUID>> outside(Work work, Collection<RecordName> names, Set<RecordName> known) {
        Map<String, List<UUID>> outside = new TreeMap<>();
        for (RecordName name : names) {
            boolean covered =
                    work.scope.objects().contains(name.object()) && !part.has(work.catalogue.require(name.object()));
            if (covered && known.add(name)) {
                outside.computeIfAbsent(name.object(), object -> new ArrayList<>())
                        .add(name.record());
            }
        }
        return outside;
    }

    private Map<String, List<UUID>> missing(Work work, Collection<RecordName> names) throws SQLException {
        Map<String, List<UUID>> missing = outside(work, names, fetched);
        for (Map.Entry<String, List<UUID>> of : missing.entrySet()) {
            Set<UUID> here = new HashSet<>();
            CatalogueObject object = work.catalogue.require(of.getKey());
            work.rows
                    .byUuid(object, work.maps.names(object.name(), of.getValue()))
                    .forEach(row -> here.add(row.record()));
            List<UUID> lacking = new ArrayList<>();
            for (UUID record : of.getValue()) {
                if (!here.contains(work.maps.canonical(object.name(), record))) {
                    lacking.add(record);
                }
            }
            of.setValue(lacking);
        }
        return missing;
    }

    /** Some records of one object that go in one request. */
    private record Group(CatalogueObject object, List<Packet> packets) {}

    /** Those that are referred to last are taken first. */
    private void fetchAll(Map<String, List<UUID>> missing) {
        Deque<Group> groups = new ArrayDeque<>();
        Deque<Map<String, List<UUID>>> open = new ArrayDeque<>(List.of(missing));
        while (!open.isEmpty()) {
            inParts(open.removeFirst(), (object, records) -> {
                Found found = peer.get(object.name(), records);
                groups.addFirst(new Group(object, found.packets()));
                open.addLast(in(work -> missing(work, new References(work).of(found.packets()))));
                return found.answered(records.size());
            });
        }
        groups.forEach(this::take);
    }

    private void take(Group group) {
        if (group.packets().isEmpty()) {
            return;
        }
        pulled = pulled.plus(resemblances.taking(inquiry -> site.database().inTransaction(tx -> {
            Taken taken = new Apply(site, tx, source.in(tx).scope, true, inquiry).take(group.packets());
            inquiry.requireAnswered();
            return taken;
        })));
        count(group);
    }

    private void giveAll(Map<String, List<UUID>> candidates) {
        Deque<Group> groups = new ArrayDeque<>();
        Deque<Map<String, List<UUID>>> open = new ArrayDeque<>(List.of(candidates));
        while (!open.isEmpty()) {
            inParts(open.removeFirst(), (object, records) -> {
                Set<UUID> shown =
                        ShownRows.read(peer.rows(object.name(), records)).keySet();
                List<UUID> lacking = in(work -> lacking(work, object, records, shown));
                eachFound(object, lacking, packets -> {
                    groups.addFirst(new Group(object, packets));
                    open.addLast(in(work -> outside(work, new References(work).of(packets), given)));
                });
                return records.size();
            });
        }
        for (Group group : groups) {
            whole.took(group.object(), peer.push(group.packets(), Likeness.ASK));
            count(group);
        }
    }

    /** Those that the other site does not show, and those of several uuids: what refers to one by a uuid that it has not heard of would wait there. */
    private static List<UUID> lacking(Work work, CatalogueObject object, List<UUID> records, Set<UUID> shown)
            throws SQLException {
        List<UUID> lacking = new ArrayList<>();
        for (UUID record : records) {
            if (!shown.contains(record)
                    || work.maps.names(object.name(), record).size() > 1) {
                lacking.add(record);
            }
        }
        return lacking;
    }

    private void eachFound(CatalogueObject object, List<UUID> records, Consumer<List<Packet>> taker) {
        int done = 0;
        while (done < records.size()) {
            List<UUID> rest = records.subList(done, records.size());
            Found found = in(work -> new Outgoing(work).found(object, rest));
            if (!found.packets().isEmpty()) {
                taker.accept(found.packets());
            }
            done += found.answered(rest.size());
        }
    }

    private void count(Group group) {
        int records = (int)
                group.packets().stream().filter(packet -> !packet.isNaming()).count();
        if (records > 0) {
            brought.merge(group.object().name(), records, Integer::sum);
        }
    }

    /** Says how many of the records, from the first on, it was done with. */
    @FunctionalInterface
    private interface Step {
        int of(CatalogueObject object, List<UUID> records);
    }

    private void inParts(Map<String, List<UUID>> names, Step step) {
        names.forEach((name, records) -> {
            CatalogueObject object = site.catalogue().require(name);
            int done = 0;
            while (done < records.size()) {
                int end = Math.min(records.size(), done + site.batch());
                done += step.of(object, records.subList(done, end));
            }
        });
    }

    /** What is read of this site in a transaction of its own. */
    @FunctionalInterface
    private interface Reading<T> {
        T in(Work work) throws SQLException;
    }

    private <T> T in(Reading<T> reading) {
        return site.database().reading(tx -> reading.in(source.in(tx)));
    }
}
