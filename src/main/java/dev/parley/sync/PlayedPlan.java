package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Part;
import dev.parley.merge.Conflict;
import dev.parley.store.Link;
import dev.parley.wire.Cue;
import dev.parley.wire.Foretold;
import dev.parley.wire.Foretold.Outlook;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.Rehearsal;
import dev.parley.wire.SiteInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A plan that is read off the sync itself, played at both sites and undone. */
final class PlayedPlan {

    /** How often it begins anew where something is changed here while the other site is asked. */
    private static final int ATTEMPTS = 5;

    private final SiteContext site;
    private final long linkId;
    private final Peer peer;

    PlayedPlan(SiteContext site, long linkId, Peer peer) {
        this.site = site;
        this.linkId = linkId;
        this.peer = peer;
    }

    /**
     * What a play came to.
     *
     * @param sync what the sync said of itself
     * @param records what would become of each record
     */
    record Played(SyncReport sync, List<PlannedRecord> records) {}

    /**
     * Plays.
     *
     * @param most so many changes and rows at most
     * @throws Prompter.TooMuch if there are more
     */
    Played run(SyncType wanted, Part part, long most) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Played> played = attempt(wanted, part, most);
            if (played.isPresent()) {
                return played.get();
            }
        }
        throw new PeerException(
                "plan_unsettled",
                "Something was changed here each time that the other site was asked, so there is no plan that would still hold.",
                "Ask again when less is being written.");
    }

    private Optional<Played> attempt(SyncType wanted, Part part, long most) {
        UUID seed = site.origin().ids().next();
        Link link = Current.link(site, linkId);
        Handshake handshake = new Handshake(site);
        SiteInfo theirs = peer.planning().info(site.database().reading(tx -> handshake.mine(tx, link.business())));
        handshake.check(link, theirs);
        Rehearsal there = peer.rehearsing(new Cue(seed, theirs.clock()));
        Stage stage = new Stage(site, linkId, new Cue(seed, site.origin().time().micros()));
        Prompter prompter = new Prompter(there, most);
        if (wanted != SyncType.INCREMENTAL || !part.isAll() || link.compareDue()) {
            prompter.compares(records(handshake.foresee(link, theirs).scope(), part));
            prompter.compares(peer.planning().compare().records().values().stream()
                    .mapToLong(Long::longValue)
                    .sum());
        }
        while (true) {
            prompter.rewind();
            List<SyncReport> report = new ArrayList<>();
            try {
                List<Foretold> here =
                        stage.foretell(played -> report.add(new Sync(played, linkId, prompter).run(wanted, part)));
                return Optional.of(new Played(report.get(0), both(here, there.effects())));
            } catch (Prompter.Unanswered open) {
                prompter.prompt();
            } catch (Prompter.Moved moved) {
                return Optional.empty();
            }
        }
    }

    /** How many records are compared here. */
    private long records(LinkScope scope, Part part) {
        return site.database().reading(tx -> {
            Holdings holdings = new Holdings(new Work(site, tx, scope));
            long records = 0;
            for (CatalogueObject object : site.catalogue().objects()) {
                if (scope.objects().contains(object.name()) && part.has(object)) {
                    records += holdings.count(object);
                }
            }
            return records;
        });
    }

    /** What is told of a record at either site, as one. */
    private static List<PlannedRecord> both(List<Foretold> here, List<Foretold> there) {
        Map<String, Foretold> ours = new LinkedHashMap<>();
        Map<String, Foretold> theirs = new LinkedHashMap<>();
        here.forEach(one -> ours.put(key(one), one));
        there.forEach(one -> theirs.put(key(one), one));
        Set<String> keys = new LinkedHashSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        List<PlannedRecord> both = new ArrayList<>();
        for (String key : keys) {
            both.add(both(Optional.ofNullable(ours.get(key)), Optional.ofNullable(theirs.get(key))));
        }
        return both;
    }

    private static String key(Foretold one) {
        return one.object() + " " + one.record();
    }

    private static PlannedRecord both(Optional<Foretold> here, Optional<Foretold> there) {
        Foretold any = here.or(() -> there).orElseThrow();
        Set<UUID> names = new LinkedHashSet<>(any.names());
        Map<UUID, Conflict> conflicts = new LinkedHashMap<>();
        List<PlannedRecord.Remark> remarks = new ArrayList<>();
        here.ifPresent(one -> add(one, true, conflicts, remarks));
        there.ifPresent(one -> {
            names.addAll(one.names());
            add(one, false, conflicts, remarks);
        });
        return new PlannedRecord(
                any.object(),
                any.record(),
                List.copyOf(names),
                here.map(Foretold::outlook).orElse(Outlook.NOTHING),
                there.map(Foretold::outlook).orElse(Outlook.NOTHING),
                List.copyOf(conflicts.values()),
                remarks);
    }

    private static void add(
            Foretold one, boolean here, Map<UUID, Conflict> conflicts, List<PlannedRecord.Remark> remarks) {
        one.conflicts().forEach(conflict -> conflicts.put(conflict.uuid(), conflict));
        one.remarks().forEach(remark -> remarks.add(new PlannedRecord.Remark(remark.kind(), here, remark.text())));
    }
}
