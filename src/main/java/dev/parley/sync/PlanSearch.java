package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.digest.Entry;
import dev.parley.digest.Holding;
import dev.parley.digest.ListComparison;
import dev.parley.digest.Sizes;
import dev.parley.merge.Action;
import dev.parley.merge.Change;
import dev.parley.merge.Derived;
import dev.parley.merge.Value;
import dev.parley.store.Link;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.Comparison;
import dev.parley.wire.Digest;
import dev.parley.wire.Exchange;
import dev.parley.wire.Listing;
import dev.parley.wire.Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Finds the records that a sync would look at: as a sync does, from the feeds or by comparing, and without a trace. */
final class PlanSearch {

    private final PlanFrame frame;
    private final PlanNames names;
    private final PlanTwins twins;
    private final Map<String, List<UUID>> gathered = new HashMap<>();

    PlanSearch(PlanFrame frame, PlanNames names, PlanTwins twins) {
        this.frame = frame;
        this.names = names;
        this.twins = twins;
    }

    /** Looks through what is new in both feeds; gives false where all records would be compared instead. */
    boolean feeds() {
        Optional<Link.Place> theyHave = theirFeed();
        if (theyHave.isEmpty()) {
            return false;
        }
        if (frame.pushes() && !ourFeed(theyHave.get())) {
            return false;
        }
        again();
        put();
        return true;
    }

    /** Gives up to where the other site has our feed; empty where all is to be compared. */
    private Optional<Link.Place> theirFeed() {
        Link link = frame.link();
        Checkpoint from = new Checkpoint(link.sent().seq(), link.sent().uuid());
        Checkpoint since = new Checkpoint(link.received().seq(), link.received().uuid());
        boolean resumed = false;
        while (true) {
            Exchange.Reply reply = frame.peer().exchange(question(from, since));
            switch (reply.outcome()) {
                case HANDSHAKE_NEEDED, COMPARE_NEEDED, IN_DOUBT -> {
                    return Optional.empty();
                }
                case RESUME_FROM_RECEIVED -> {
                    if (resumed || !isOurs(reply.received())) {
                        return Optional.empty();
                    }
                    resumed = true;
                    from = reply.received();
                }
                case DONE -> {
                    if (reply.load()) {
                        return Optional.empty();
                    }
                    gather(reply.packets());
                    if (frame.pushes()) {
                        reply.needs().forEach(name -> gather(name.object(), name.record()));
                    }
                    since = reply.upTo();
                    if (!reply.more()) {
                        return Optional.of(new Link.Place(from.seq(), from.uuid()));
                    }
                }
            }
        }
    }

    private Exchange question(Checkpoint from, Checkpoint since) {
        return new Exchange(
                frame.site().catalogue().digest(),
                frame.theirs().digest(),
                from,
                from,
                since,
                frame.pulls(),
                frame.site().changes(),
                List.of(),
                List.of());
    }

    private boolean isOurs(Checkpoint place) {
        return place.equals(Checkpoint.START) || frame.in(work -> work.log.matches(place.seq(), place.uuid()));
    }

    private boolean ourFeed(Link.Place from) {
        Link.Place place = from;
        while (true) {
            Link.Place after = place;
            Outgoing.Batch batch = frame.in(
                    work -> new Outgoing(work).after(after, frame.site().changes()));
            if (batch.load()) {
                return false;
            }
            gather(batch.packets());
            place = new Link.Place(batch.upTo().seq(), batch.upTo().uuid());
            if (!batch.more()) {
                return true;
            }
        }
    }

    /** What is incomplete would be asked for, and what could not be written or had to wait would be tried again. */
    private void again() {
        frame.in(work -> {
            if (frame.pulls()) {
                new Lacking(work).first(Integer.MAX_VALUE).forEach(name -> gather(name.object(), name.record()));
            }
            Retry.names(work).forEach(name -> gather(name.object(), name.record()));
            return true;
        });
    }

    /** A record may have been told of under several of its uuids; it has one turn. */
    private void put() {
        frame.in(work -> {
            for (Map.Entry<String, List<UUID>> of : gathered.entrySet()) {
                List<UUID> canonical = new ArrayList<>(of.getValue().size());
                for (UUID record : of.getValue()) {
                    canonical.add(twins.canonical(work, of.getKey(), record));
                }
                names.put(of.getKey(), canonical);
            }
            return true;
        });
    }

    private void gather(List<Packet> packets) {
        for (Packet packet : packets) {
            gather(packet.object(), packet.record());
            twins.part(packet.changes());
            for (Change change : packet.changes()) {
                if (change.action() == Action.MAP) {
                    Value other = change.fields().getOrDefault(Derived.MAP_FIELD, Value.NULL);
                    twins.join(packet.object(), change.record(), UUID.fromString(other.text()));
                }
            }
        }
    }

    private void gather(String object, UUID record) {
        if (frame.scope().objects().contains(object)) {
            gathered.computeIfAbsent(object, name -> new ArrayList<>()).add(record);
        }
    }

    /** Compares what both sites hold of the objects of that part. */
    void comparison(Part part) {
        again();
        RangeComparison comparison =
                new RangeComparison(frame.peer(), Digest.VERSION, Sizes.DEFAULT, new RangeComparison.Source() {
                    @Override
                    public <T> T read(Function<Function<String, Holding>, T> use) {
                        return Holdings.read(
                                frame.site(),
                                tx -> new Work(frame.site(), tx, frame.scope()),
                                holdings -> use.apply(holdings::of),
                                false);
                    }
                });
        Comparison theirs = frame.peer().compare();
        List<String> both = new ArrayList<>();
        for (CatalogueObject object : frame.objects()) {
            String name = object.name();
            if (!part.has(object)) {
                continue;
            }
            boolean ours = frame.in(work -> new Holdings(work).count(object)) > 0;
            boolean any = theirs.records().getOrDefault(name, 0L) > 0;
            if (ours && any) {
                both.add(name);
            } else if (any && frame.pulls()) {
                all(name, (after, limit) -> frame.peer().list(name, after, limit));
            } else if (ours && frame.pushes()) {
                all(name, (after, limit) -> frame.in(work -> new Lists(work).page(object, after, limit)));
            }
        }
        comparison.unequal(both, Runnable::run).forEach(object -> differences(object, comparison));
        put();
    }

    private void all(String object, BiFunction<Optional<UUID>, Integer, Listing> pages) {
        Optional<UUID> after = Optional.empty();
        boolean more = true;
        while (more) {
            Listing page = pages.apply(after, frame.site().batch());
            page.entries().forEach(entry -> gather(object, entry.record()));
            more = page.more() && !page.entries().isEmpty();
            after = page.entries().isEmpty()
                    ? after
                    : Optional.of(page.entries().get(page.entries().size() - 1).record());
        }
    }

    private void differences(String object, RangeComparison comparison) {
        List<UUID> here = new ArrayList<>();
        comparison.differences(object, new ListComparison.Visitor() {
            @Override
            public void onlyLeft(Entry entry) {
                here.add(entry.record());
                if (frame.pushes()) {
                    gather(object, entry.record());
                }
            }

            @Override
            public void onlyRight(Entry entry) {
                if (frame.pulls()) {
                    gather(object, entry.record());
                }
            }

            @Override
            public void differing(Entry left, Entry right) {
                gather(object, left.record());
            }
        });
        names.onlyHere(object, here);
    }
}
