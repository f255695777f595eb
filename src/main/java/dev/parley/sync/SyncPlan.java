package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.merge.Value;
import dev.parley.store.Link;
import dev.parley.store.Sequencer;
import dev.parley.store.StoreException;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.SiteInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a sync over a link would do now, record by record, without doing it. The sync is played at both sites, and undone. Where there is too much for
 * that, the plan finds the records as a sync does, reads what both sites hold of them, and computes what each would make of what the other has. Nothing
 * is altered at either site but that what the applications wrote is taken into the logs, as with anything that reads a history.
 */
public final class SyncPlan {

    /** How many changes and rows are played, so that what the play locks is not locked for long. */
    private static final long MOST = 5000;

    private final SiteContext site;
    private final long linkId;
    private final Peer whole;
    private final Peer peer;
    private final long most;

    /**
     * A plan for the link.
     *
     * @param linkId number of the link
     * @param peer the other site
     */
    public SyncPlan(SiteContext site, long linkId, Peer peer) {
        this(site, linkId, peer, MOST);
    }

    /**
     * A plan for the link.
     *
     * @param most so many changes and rows are played; of more, what would become of them is computed from what both sites have of them
     */
    public SyncPlan(SiteContext site, long linkId, Peer peer, long most) {
        this.site = site;
        this.linkId = linkId;
        this.whole = peer;
        this.peer = peer.planning();
        this.most = most;
    }

    /**
     * Makes the plan.
     *
     * @param taker is given each record of which something would change or be told: those that refer to others first, each once
     * @throws PeerException if the other site can't be reached or refuses
     * @throws StoreException if this site's database fails
     */
    public PlanReport run(SyncType wanted, Part part, Consumer<PlannedRecord> taker) {
        try {
            PlayedPlan.Played played = new PlayedPlan(site, linkId, whole).run(wanted, part, most);
            Map<String, PlanReport.Sums> sums = new LinkedHashMap<>();
            for (PlannedRecord record : played.records()) {
                sums.merge(record.object(), PlanReport.Sums.of(record), PlanReport.Sums::plus);
                taker.accept(record);
            }
            return new PlanReport(
                    played.sync().type(), sums, true, played.sync().notes());
        } catch (Prompter.TooMuch more) {
            return foreseen(wanted, part, taker);
        }
    }

    private PlanReport foreseen(SyncType wanted, Part part, Consumer<PlannedRecord> taker) {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
        Handshake handshake = new Handshake(site);
        Link link = Current.link(site, linkId);
        SiteInfo theirs = peer.info(site.database().reading(tx -> handshake.mine(tx, link.business())));
        handshake.check(link, theirs);
        Handshake.Foreseen foreseen = handshake.foresee(link, theirs);
        PlanFrame frame = new PlanFrame(site, peer, foreseen.scope(), theirs);
        PlanNames names = new PlanNames();
        PlanTwins twins = new PlanTwins(frame);
        PlanSearch search = new PlanSearch(frame, names, twins);
        boolean feeds = wanted == SyncType.INCREMENTAL && part.isAll() && !foreseen.compare() && search.feeds();
        if (!feeds) {
            search.comparison(part);
        }
        twins.find(names, !feeds);
        Run run = new Run(frame, names, twins, part, taker);
        run.all();
        List<String> notes = new ArrayList<>(foreseen.notes());
        notes.add(
                "There is more than is played: what would change is computed from what both sites hold, and what one record does to another may be missing.");
        if (wanted == SyncType.FULL) {
            notes.add("What a full sync would put right in the rows is not in it: parley verify tells.");
        }
        return new PlanReport(feeds ? SyncType.INCREMENTAL : SyncType.PARTIAL, run.sums(), false, notes);
    }

    /** One plan on its way. */
    private static final class Run {
        private final PlanFrame frame;
        private final PlanNames names;
        private final PlanTwins twins;
        private final PlanTargets targets;
        private final PlanReader reader;
        private final Consumer<PlannedRecord> taker;
        private final Map<String, PlanReport.Sums> sums = new LinkedHashMap<>();
        private final Set<String> joined = new HashSet<>();
        private final long ahead;

        Run(PlanFrame frame, PlanNames names, PlanTwins twins, Part part, Consumer<PlannedRecord> taker) {
            this.frame = frame;
            this.names = names;
            this.twins = twins;
            this.targets = new PlanTargets(
                    names, twins, object -> part.has(frame.site().catalogue().require(object)));
            this.reader = new PlanReader(frame, twins);
            this.taker = taker;
            this.ahead = frame.theirs().clock() - now();
        }

        private long now() {
            return frame.site().origin().time().micros();
        }

        /** The sums by object, parents first. */
        Map<String, PlanReport.Sums> sums() {
            Map<String, PlanReport.Sums> ordered = new LinkedHashMap<>();
            for (CatalogueObject object : frame.site().catalogue().objects()) {
                PlanReport.Sums of = sums.get(object.name());
                if (of != null) {
                    ordered.put(object.name(), of);
                }
            }
            return ordered;
        }

        void all() {
            List<CatalogueObject> objects = frame.objects();
            for (int i = objects.size() - 1; i >= 0; i--) {
                CatalogueObject object = objects.get(i);
                List<UUID> late = new ArrayList<>();
                boolean putOff = isReferredLate(object);
                frame.pages(names.of(object.name()), page -> page(object, page, putOff, late));
                List<UUID> done = new ArrayList<>();
                List<UUID> more = rest(object, late, done);
                while (!more.isEmpty()) {
                    frame.pages(more, page -> page(object, page, false, late));
                    done.addAll(more);
                    more = rest(object, List.of(), done);
                }
            }
        }

        private List<UUID> rest(CatalogueObject object, List<UUID> late, List<UUID> done) {
            Set<UUID> rest = new LinkedHashSet<>(late);
            rest.addAll(names.added(object.name()));
            done.forEach(rest::remove);
            return List.copyOf(rest);
        }

        /** Whether something that has its turn with the object's records, or after them, may refer to them so that they have to stay. */
        private boolean isReferredLate(CatalogueObject object) {
            int order = frame.site().catalogue().order(object.name());
            for (Referrer referrer : frame.site().catalogue().referrers(object.name())) {
                boolean late = frame.site().catalogue().order(referrer.object().name()) <= order;
                if (late && referrer.field().reference().orElseThrow().enforced()) {
                    return true;
                }
            }
            return false;
        }

        private void page(CatalogueObject object, List<UUID> page, boolean putOff, List<UUID> late) {
            List<PlanOutlooks.View> views =
                    views(object, untold(object, reader.read(object, page).values()));
            learn(object, views);
            List<Map<String, Value>> contents = new ArrayList<>();
            views.forEach(view -> {
                contents.add(view.here().after().values());
                contents.add(view.there().after().values());
            });
            Map<String, Set<UUID>> open = frame.in(work -> targets.open(work, object, contents));
            open.forEach((name, records) -> {
                CatalogueObject target = frame.site().catalogue().require(name);
                frame.pages(
                        records,
                        part -> learn(
                                target, views(target, reader.read(target, part).values())));
            });
            List<PlannedRecord> planned = frame.in(work -> {
                PlanOutlooks outlooks = new PlanOutlooks(frame, work, object, names, twins, targets);
                List<PlannedRecord> found = new ArrayList<>();
                for (PlanOutlooks.View view : views) {
                    boolean goes = !view.here().after().exists()
                            || !view.there().after().exists();
                    if (putOff && goes) {
                        late.add(view.facts().record());
                    } else {
                        found.add(outlooks.plan(view));
                    }
                }
                return found;
            });
            for (PlannedRecord record : planned) {
                if (!record.isQuiet()) {
                    sums.merge(object.name(), PlanReport.Sums.of(record), PlanReport.Sums::plus);
                    taker.accept(record);
                }
            }
        }

        /** A record that would be found to be several has its turn with the first of them. */
        private List<PlanFacts> untold(CatalogueObject object, Collection<PlanFacts> facts) {
            return facts.stream()
                    .filter(of -> !of.isJoined() || joined.add(object.name() + " " + of.record()))
                    .toList();
        }

        private List<PlanOutlooks.View> views(CatalogueObject object, Collection<PlanFacts> facts) {
            Set<String> quiet = object.undisputedFields();
            long now = now();
            return facts.stream()
                    .map(of -> new PlanOutlooks.View(
                            of,
                            of.here(frame, object.name(), now, quiet),
                            of.there(frame, object.name(), now + ahead, quiet)))
                    .toList();
        }

        private void learn(CatalogueObject object, List<PlanOutlooks.View> views) {
            views.forEach(view -> targets.learn(object.name(), view));
        }
    }
}
