package dev.parley.sim;

import dev.parley.catalogue.Part;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.sync.Difference;
import dev.parley.sync.Sync;
import dev.parley.sync.SyncReport;
import dev.parley.sync.SyncType;
import dev.parley.sync.Verification;
import dev.parley.sync.Verified;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Some sites, the links between them, and what happens to them: all of it from one seed. */
final class World implements AutoCloseable {

    /** What every value of the business that is nobody else's begins with. */
    static final String OTHER = "OTHER";

    private static final long SECOND = 1_000_000L;
    private static final long START = 1_709_280_000L * SECOND;
    private static final int SILENT_WITHIN = 30;
    private static final int DEEPEST = 2;
    private static final int PLANS = 24;

    private final Plan plan;
    private final Trace trace;
    private final SimNetwork network;
    private final Ledger ledger = new Ledger();
    private final List<SimSite> sites = new ArrayList<>();
    private final List<SimLink> links = new ArrayList<>();
    private final List<Buried> buried = new ArrayList<>();
    private final Set<String> running = new HashSet<>();
    private final UUID business;
    private final UUID otherBusiness;
    private Random random;
    private Random ids;
    private final Random historyIds;
    private long now = START;
    private int step;
    private int tokens;
    private int depth;
    private boolean healed;

    /** A deleted record, which may be entered again. */
    record Buried(Tables.Table table, UUID uuid, String prefix) {}

    World(Plan plan, Trace trace) {
        this.plan = plan;
        this.trace = trace;
        this.random = plan.random(0, "what happens");
        this.ids = plan.random(0, "ids");
        this.historyIds = plan.random(0, "entries");
        this.network = new SimNetwork(this);
        this.business = newUuid();
        this.otherBusiness = newUuid();
        build();
    }

    private void build() {
        Random histories = plan.random(0, "histories");
        boolean unique = features().contains(Feature.UNIQUE_EMAILS);
        for (int i = 0; i < plan.sites(); i++) {
            boolean kept = features().contains(Feature.HISTORIES) && histories.nextBoolean();
            SimSite site = new SimSite(this, String.valueOf((char) ('A' + i)), newUuid(), 1 + random.nextInt(20), kept);
            sites.add(site);
            if (kept) {
                site.sql().run(AppHistory.DDL);
            }
            List<String> ddl = Tables.ddl(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), unique);
            (features().contains(Feature.GIVEN_UUIDS) ? Tables.withoutUuids(ddl) : ddl)
                    .forEach(sql -> site.sql().run(sql));
        }
        new InitialData(this).write();
        sites.forEach(site -> ledger.began(site, site.tokens()));
        sites.forEach(SimSite::init);
        Random directions = plan.random(0, "directions");
        plan.topology()
                .pairs(plan.sites())
                .forEach(pair -> link(sites.get(pair.one()), sites.get(pair.other()), direction(directions)));
        trace(() -> "sites %s links %s features %s".formatted(sites, links, features()));
    }

    private Link.Direction direction(Random random) {
        return !features().contains(Feature.ONE_WAY)
                ? Link.Direction.BI
                : switch (random.nextInt(4)) {
                    case 0 -> Link.Direction.PUSH;
                    case 1 -> Link.Direction.PULL;
                    default -> Link.Direction.BI;
                };
    }

    private void link(SimSite one, SimSite other, Link.Direction direction) {
        UUID uuid = newUuid();
        links.add(new SimLink(
                one,
                addLink(one, other, uuid, direction),
                other,
                addLink(other, one, uuid, direction.mirrored()),
                direction));
    }

    private long addLink(SimSite at, SimSite to, UUID uuid, Link.Direction direction) {
        return at.context().database().inTransaction(tx -> new Links(tx, at::clock)
                .add(new Links.NewLink(
                        uuid,
                        business,
                        to.name(),
                        direction,
                        Link.Status.ACTIVE,
                        "",
                        to.uuid(),
                        to.name(),
                        uuid.toString(),
                        "key"))
                .id());
    }

    // What happens

    /** Plays every step of the plan, then lets the sites come to rest and checks all that must hold. */
    void play() {
        for (step = 1; step <= plan.steps(); step++) {
            if (plan.skipped().contains(step)) {
                continue;
            }
            try {
                foresee();
                random = plan.random(step, "what happens");
                ids = plan.random(step, "ids");
                pass();
                happen();
            } catch (Failure e) {
                throw e;
            } catch (RuntimeException e) {
                throw new Failure("thrown", "in step %d: %s".formatted(step, e), e);
            }
        }
        heal();
        comeToRest();
        new Checks(this).all();
        try {
            compareAll();
            damage();
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Failure("thrown", "when all was compared: " + e, e);
        }
    }

    /** Now and then a plan is held against what a sync does. Both sites are then put back, so that the world goes on as if nobody had asked. */
    private void foresee() {
        random = plan.random(step, "plans");
        ids = plan.random(step, "ids of plans");
        if (!plan.features().contains(Feature.PLANS) || random.nextInt(PLANS) > 0) {
            return;
        }
        SimLink link = any(links);
        SimSite site = random.nextBoolean() ? link.one() : link.other();
        SyncType type =
                switch (random.nextInt(8)) {
                    case 0, 1 -> SyncType.PARTIAL;
                    case 2 -> SyncType.FULL;
                    default -> SyncType.INCREMENTAL;
                };
        SimSite.Backup one = link.one().image();
        SimSite.Backup other = link.other().image();
        Part part = features().contains(Feature.PARTS) && random.nextInt(3) == 0 ? PartSyncs.some(random) : Part.ALL;
        trace(() -> "%s plans to sync %s of %s over %s".formatted(site, type, part.words(), link));
        try {
            new Foresight(this, link, site).check(type, part);
        } finally {
            link.one().restore(one);
            link.other().restore(other);
        }
    }

    private void pass() {
        now += switch (random.nextInt(20)) {
            case 0 -> 3600L * SECOND * (1 + random.nextInt(48));
            case 1, 2, 3, 4 -> 0;
            default -> random.nextInt(20) * SECOND + random.nextInt(1_000_000);
        };
    }

    private void happen() {
        if (features().contains(Feature.UNMAPS)) {
            new Undoing(this, plan.random(step, "unmaps")).happen();
        }
        if (features().contains(Feature.PARTS)) {
            new PartSyncs(this, plan.random(step, "parts")).happen(links);
        }
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> edit();
            case 12, 13, 14, 15, 16, 17, 18 -> sync(any(links), random.nextInt(8) == 0);
            case 19 -> drain(any(sites));
            case 20 -> jump(any(sites));
            case 21 -> backUp(any(sites));
            case 22 -> restore(any(sites));
            default -> network.deliverLate();
        }
    }

    /** Something else that happens between a request and its answer. */
    void meanwhile() {
        if (healed || !features().contains(Feature.MEANWHILE) || depth >= DEEPEST || random.nextInt(15) > 0) {
            return;
        }
        depth++;
        network.countFault();
        now += random.nextInt(5) * SECOND;
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> edit();
            case 4 -> drain(any(sites));
            case 5 -> network.deliverLate();
            default -> sync(any(links), random.nextInt(8) == 0);
        }
        depth--;
    }

    private void edit() {
        SimSite site = any(sites);
        boolean other = site == sites.get(0) && features().contains(Feature.OTHER_BUSINESS) && random.nextInt(5) == 0;
        new Edits(this, site, other ? OTHER : "").transaction();
    }

    private void sync(SimLink link, boolean partial) {
        SimSite site = random.nextBoolean() ? link.one() : link.other();
        if (features().contains(Feature.CRASHES) && !healed && random.nextInt(8) == 0) {
            (random.nextBoolean() ? link.one() : link.other()).crashPoint().arm(random);
        }
        sync(link, site, partial ? SyncType.PARTIAL : SyncType.INCREMENTAL);
        link.one().crashPoint().disarm();
        link.other().crashPoint().disarm();
    }

    private void sync(SimLink link, SimSite site, SyncType type) {
        sync(link, site, type, Part.ALL);
    }

    void sync(SimLink link, SimSite site, SyncType type, Part part) {
        String lease = site + " " + link;
        if (!running.add(lease)) {
            return;
        }
        trace(() -> "%s syncs %s of %s over %s, batch %d"
                .formatted(site, type, part.words(), link, site.context().batch()));
        try {
            Sync sync = new Sync(site.context(), link.idAt(site), new FaultyPeer(this, link, site));
            SyncReport report = sync.run(type, part);
            trace(() -> "done: " + report);
        } catch (PeerException e) {
            trace(() -> "ended: " + e.getMessage());
            if (!e.code().equals(FaultyPeer.LOST)) {
                throw e;
            }
        } catch (Crash crash) {
            crashed(site, crash);
        } finally {
            running.remove(lease);
        }
    }

    private void drain(SimSite site) {
        trace(() -> site + " takes in what was captured");
        new dev.parley.store.Sequencer(
                        site.context().catalogue(), site.context().origin())
                .drain(site.context().database());
    }

    /** The process of that site died, and is started again. */
    void crashed(SimSite site, Crash crash) {
        trace(() -> "%s died %s".formatted(site, crash.getMessage()));
        network.countFault();
        site.restart();
    }

    private void jump(SimSite site) {
        if (features().contains(Feature.CLOCKS)) {
            long offset = (random.nextInt(1200) - 600) * (random.nextInt(3) == 0 ? SECOND : SECOND / 10);
            site.setClockOffset(offset);
            network.countFault();
            trace(() -> "the clock of %s is wrong by %d s".formatted(site, offset / SECOND));
        }
    }

    private void backUp(SimSite site) {
        if (features().contains(Feature.RESTORES)) {
            site.backUp();
            trace(() -> site + " is backed up");
        }
    }

    private void restore(SimSite site) {
        Optional<SimSite.Backup> backup = site.lastBackup();
        if (backup.isEmpty()) {
            return;
        }
        site.restore(backup.get());
        Map<SimSite, Set<String>> standing = new HashMap<>();
        sites.forEach(any -> standing.put(any, any.tokens()));
        for (SimSite any : sites) {
            Set<String> within = new HashSet<>();
            reach().sources(any).forEach(source -> within.addAll(standing.getOrDefault(source, Set.of())));
            ledger.restored(any, within);
        }
        network.countFault();
        trace(() -> "%s is put back to step %d".formatted(site, backup.get().step()));
    }

    // The end

    private void heal() {
        healed = true;
        network.heal();
        sites.forEach(site -> site.setClockOffset(0));
        now += 3600L * SECOND;
        trace(() -> "--- the faults stop");
    }

    private void comeToRest() {
        for (int round = 1; round <= SILENT_WITHIN; round++) {
            step = plan.steps() + round;
            random = plan.random(step, "what happens");
            ids = plan.random(step, "ids");
            if (isSilent()) {
                return;
            }
        }
        throw new Failure(
                "restless", "after %d rounds over all links there is still something to say".formatted(SILENT_WITHIN));
    }

    /** Syncs every link once; says whether each took one request, and nothing went over. */
    private boolean isSilent() {
        List<SimLink> order = new ArrayList<>(links);
        Collections.shuffle(order, random);
        boolean silent = true;
        for (SimLink link : order) {
            int requests = network.requests();
            int packets = network.packets();
            now += SECOND;
            try {
                sync(link, random.nextBoolean() ? link.one() : link.other(), SyncType.INCREMENTAL);
            } catch (RuntimeException e) {
                throw new Failure("thrown", "when all was well again, over %s: %s".formatted(link, e), e);
            }
            silent &= network.requests() == requests + 1 && network.packets() == packets;
        }
        return silent;
    }

    /**
     * Where all is equal, comparing all records finds nothing to send. The first time it may find that a baseline stands in one log and is
     * implied at another site, and send it. Over links that go one way more may be sent again and again, since who gives does not know what
     * else the taker has; but nothing is written any more.
     */
    private void compareAll() {
        boolean equal = links.stream().allMatch(link -> link.direction() == Link.Direction.BI);
        for (int round = 1; round <= SILENT_WITHIN; round++) {
            int packets = network.packets();
            List<String> before = equal ? List.of() : written();
            links.forEach(link -> sync(link, link.one(), SyncType.PARTIAL));
            if (equal ? network.packets() == packets : written().equals(before)) {
                new Checks(this).all();
                links.forEach(this::verify);
                return;
            }
        }
        throw new Failure("compared", "comparisons find something to send again and again where all is equal");
    }

    /** Rows and logs are altered behind everybody's back; full syncs put that right, and find nothing any more then. */
    private void damage() {
        Damage hand = new Damage(this, plan.random(0, "damage"));
        for (SimLink link : links) {
            // What is damaged at a giver is seen by a taker only where that holds the same still: it may have been
            // edited there since.
            if (reach().isMutual(link.one(), link.other())) {
                hand.to(link.one());
            }
            hand.lose(link.taker(), link.giver());
        }
        for (int round = 1; round <= SILENT_WITHIN; round++) {
            List<String> before = written();
            now += SECOND;
            links.forEach(link -> sync(link, link.one(), SyncType.FULL));
            if (written().equals(before)) {
                new Checks(this).all();
                links.forEach(this::verify);
                return;
            }
        }
        throw new Failure("full", "full syncs find something to write again and again");
    }

    /**
     * What stands in the rows of each site, and how much in its log, marks of comparisons aside. A row that was damaged at several sites is put right
     * from neighbour to neighbour, by what all logs have: nothing is added to them.
     */
    private List<String> written() {
        return sites.stream()
                .map(site -> {
                    StringBuilder written = new StringBuilder();
                    written.append(site.sql().rows("select count(*) from parley_change where action <> 'comparing'"));
                    Tables.ALL.forEach(table -> written.append(site.sql().rows("select * from " + table.name())));
                    return written.toString();
                })
                .toList();
    }

    /**
     * What stands in the rows at both ends of a link is the same, but for what could not be written at one of them, where all that one knows comes
     * to the other.
     */
    private void verify(SimLink link) {
        if (!reach().isMutual(link.one(), link.other())) {
            return;
        }
        List<Difference> differences = new ArrayList<>();
        Peer peer = new FaultyPeer(this, link, link.one());
        Verified verified = new Verification(link.one().context(), link.idAt(link.one()), peer, Runnable::run)
                .run(Part.ALL, differences::add);
        boolean equal = differences.isEmpty();
        differences.removeIf(difference -> isHeld(link.one(), difference) || isHeld(link.other(), difference));
        if (!differences.isEmpty() || verified.isEqual() != equal) {
            throw new Failure("content", "over %s differs: %s %s".formatted(link, differences, verified));
        }
    }

    static boolean isHeld(SimSite site, Difference difference) {
        return !site.sql()
                .rows("select 1 from parley_record where state = 'held' and record = '%s'"
                        .formatted(difference.record()))
                .isEmpty();
    }

    // What the parts of the world ask it for

    Set<Feature> features() {
        return plan.features();
    }

    Random random() {
        return random;
    }

    SimNetwork network() {
        return network;
    }

    Ledger ledger() {
        return ledger;
    }

    Reach reach() {
        return new Reach(sites, links);
    }

    List<SimSite> sites() {
        return sites;
    }

    UUID business() {
        return business;
    }

    UUID otherBusiness() {
        return otherBusiness;
    }

    /** The true time, microseconds UTC. */
    long now() {
        return now;
    }

    int step() {
        return step;
    }

    /** Where the uuids of entries come from. */
    Random historyIds() {
        return historyIds;
    }

    /** A uuid that nobody has had before. */
    UUID newUuid() {
        long high = (ids.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (ids.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** A value that nobody has written before. */
    String token(String prefix) {
        return prefix + "v" + ++tokens;
    }

    /** One of a few addresses that people enter at several sites. */
    String sharedEmail() {
        return "twin" + random.nextInt(4) + "@shared";
    }

    void bury(Buried record) {
        buried.add(record);
    }

    /** One of the records that were deleted. */
    Optional<Buried> dig() {
        return buried.isEmpty() ? Optional.empty() : Optional.of(any(buried));
    }

    void trace(Supplier<String> line) {
        trace.line(step, depth, line);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Override
    public void close() {
        sites.forEach(SimSite::close);
    }
}
