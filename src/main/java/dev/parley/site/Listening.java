package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.Links;
import dev.parley.store.Links.Keyed;
import dev.parley.store.StoreException;
import dev.parley.wire.Checkpoint;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.LinkKey;
import dev.parley.wire.News;
import dev.parley.wire.PeerException;
import dev.parley.wire.Wait;
import dev.parley.wire.Waiting;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a site that nobody can call: keeps requests waiting at the other sites, each for many links, which are answered as soon as there is something new
 * there. One that is lost is asked again after a while, longer each time. A link that had news waits apart until it has been quiet for a while, so that a
 * busy one does not have all the others asked for anew again and again. Safe for use by many threads.
 */
final class Listening implements AutoCloseable {

    /** So many links at most in one request: with the news of one, all of them are asked for anew. */
    static final int TOGETHER = 250;

    /** Two requests are about as large where one has at most so many times the links of the other. */
    private static final int ALIKE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    /** What is refused to one link, and says nothing of the others. */
    private static final Set<String> OF_ONE_LINK = Set.of(
            ErrorCode.SIGNATURE_WRONG.code(),
            ErrorCode.LINK_PAUSED.code(),
            ErrorCode.LINK_PENDING.code(),
            ErrorCode.LINK_REMOVED.code(),
            ErrorCode.BUSINESS_UNKNOWN.code(),
            ErrorCode.DIRECTION_REFUSED.code());

    private final Site site;
    private final Remotes remotes;
    private final Executor executor;
    private final RandomGenerator random;
    private final Ear ear;
    private final Map<UUID, Line> lines = new ConcurrentHashMap<>();
    private final Set<Line> wanted = ConcurrentHashMap.newKeySet();
    private final Set<Request> requests = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Who listens. */
    interface Ear {

        /** There is something new at the other site of the link. */
        void news(Link link);

        /** The other site of the link can't tell for now. */
        void lost(Link link);
    }

    Listening(Site site, Remotes remotes, Executor executor, RandomGenerator random, Ear ear) {
        this.site = site;
        this.remotes = remotes;
        this.executor = executor;
        this.random = random;
        this.ear = ear;
    }

    /** A link that is asked for. */
    private record Asked(Line line, Link link, LinkKey key) {

        Asked(Line line, Link link, String secret) {
            this(line, link, LinkKey.of(link.keyId(), secret));
        }

        List<Object> place() {
            return List.of(link.remoteSite(), link.remoteUrl());
        }

        Checkpoint since() {
            return new Checkpoint(link.received().seq(), link.received().uuid());
        }

        Waiting beside() {
            return new Waiting(key, link.business(), since());
        }
    }

    /** A request for links of one site, of which the first one's key signs it. */
    private static final class Request {
        private final List<Asked> links;
        private final CompletableFuture<News> news;
        private final AtomicBoolean over = new AtomicBoolean();

        Request(List<Asked> links, CompletableFuture<News> news) {
            this.links = links;
            this.news = news;
        }
    }

    /** Whether the other site of the link has no other way to tell this one. */
    boolean isFor(Link link) {
        return site.config().url().isEmpty()
                && link.status() == Status.ACTIVE
                && link.direction().pulls()
                && !link.remoteUrl().isEmpty();
    }

    /** Whether the other site of the link tells when there is something new. */
    boolean works(Link link) {
        Line line = lines.get(link.uuid());
        return line != null && line.works();
    }

    /** Has the link asked for with the next request, if that is of use, not done yet, and not too soon after it failed. */
    void listen(Link link) {
        if (!closed && isFor(link)) {
            want(lines.computeIfAbsent(link.uuid(), uuid -> new Line(link)));
        }
    }

    private void want(Line line) {
        if (line.want(site.time().micros())) {
            wanted.add(line);
        }
    }

    /** Asks for all links that are to be asked for. */
    void ask() {
        List<Line> now = new ArrayList<>();
        for (Line line : List.copyOf(wanted)) {
            if (wanted.remove(line)) {
                now.add(line);
            }
        }
        if (closed || now.isEmpty()) {
            return;
        }
        try {
            executor.execute(() -> ask(now));
        } catch (RejectedExecutionException e) {
            // It is being closed.
            closed = true;
        }
    }

    private void ask(List<Line> wantedNow) {
        List<Line> together = new ArrayList<>(wantedNow);
        together.addAll(takeAlong(wantedNow));
        List<Keyed> found;
        try {
            List<Long> ids = together.stream().map(line -> line.link().id()).toList();
            found = site.database().query(tx -> new Links(tx, site.time()).keyed(ids));
        } catch (StoreException e) {
            // The schedule tells of it, and has them asked for again.
            LOG.debug("event=not_asked links={}", together.size(), e);
            together.forEach(Line::free);
            return;
        }
        Map<UUID, Keyed> known =
                found.stream().collect(Collectors.toMap(link -> link.link().uuid(), Function.identity()));
        Map<List<Object>, List<Asked>> bySite = new HashMap<>();
        for (Line line : together) {
            asked(line, Optional.ofNullable(known.get(line.link().uuid())))
                    .ifPresent(asked -> bySite.computeIfAbsent(asked.place(), one -> new ArrayList<>())
                            .add(asked));
        }
        for (List<Asked> links : bySite.values()) {
            for (int from = 0; from < links.size(); from += TOGETHER) {
                request(links.subList(from, Math.min(links.size(), from + TOGETHER)));
            }
        }
    }

    /** The link as it is to be asked for; empty where it is not. */
    private Optional<Asked> asked(Line line, Optional<Keyed> found) {
        if (found.isEmpty()) {
            // It was removed.
            lines.remove(line.link().uuid());
            return Optional.empty();
        }
        Link link = found.get().link();
        if (closed || !isFor(link)) {
            line.free();
            return Optional.empty();
        }
        Asked asked = new Asked(line, link, found.get().secret());
        return line.ask(asked.since(), site.time().micros(), random) ? Optional.of(asked) : Optional.empty();
    }

    /**
     * Links of requests that wait at the same sites, so that few requests wait in the end: of such as are about as large, and of all where these have
     * been quiet. So each link is asked for anew a few times only, and a busy one does not take all others along.
     */
    private List<Line> takeAlong(List<Line> lines) {
        List<Line> along = new ArrayList<>();
        List<Request> open = requests.stream()
                .sorted(Comparator.comparingInt(request -> request.links.size()))
                .toList();
        for (Request request : open) {
            Line first = request.links.get(0).line();
            int more = request.links.size();
            int so = lines.size() + along.size();
            boolean alike = more <= so && more * ALIKE >= so;
            boolean meet = lines.stream().anyMatch(line -> line.isWith(first) && (alike || line.isIdle()));
            if (meet && so + more <= TOGETHER && end(request)) {
                request.news.cancel(true);
                request.links.forEach(link -> along.add(link.line()));
            }
        }
        return along;
    }

    /** Whether nobody else has ended it before. */
    private boolean end(Request request) {
        requests.remove(request);
        return request.over.compareAndSet(false, true);
    }

    private void request(List<Asked> links) {
        Asked first = links.get(0);
        CompletableFuture<News> news;
        try {
            news = remotes.at(URI.create(first.link().remoteUrl()), first.link().business(), first.key())
                    .news(
                            new Wait(first.since(), Wait.LONGEST),
                            links.stream().skip(1).map(Asked::beside).toList());
        } catch (PeerException | SiteException e) {
            failed(links, e);
            return;
        }
        Request request = new Request(links, news);
        requests.add(request);
        // Only now, since it may have been answered already, and is then asked anew from there.
        var unused = news.whenComplete((come, lost) -> {
            if (end(request) && !closed) {
                ended(links, come, lost);
            }
        });
        if (closed) {
            news.cancel(true);
        }
    }

    private void ended(List<Asked> links, @Nullable News come, @Nullable Throwable failure) {
        if (failure != null || come == null) {
            Throwable cause = failure == null ? null : failure.getCause();
            failed(links, failure instanceof CompletionException && cause != null ? cause : failure);
            return;
        }
        Asked first = links.get(0);
        List<Asked> others = links.subList(1, links.size());
        if (!others.isEmpty() && come.beside().isEmpty()) {
            lost(others, new PeerException("wait_alone", "The other site lets one link wait at a time."));
            others = List.of();
        }
        Map<String, News.Beside> beside = come.beside().orElse(List.of()).stream()
                .collect(Collectors.toMap(News.Beside::keyId, Function.identity(), (one, other) -> one));
        boolean idle = !come.isThere() && beside.isEmpty();
        List<Asked> news = new ArrayList<>();
        List<Asked> quiet = new ArrayList<>();
        (come.isThere() ? news : quiet).add(first);
        for (Asked link : others) {
            Optional<News.Beside> said =
                    Optional.ofNullable(beside.get(link.key().id()));
            Optional<String> refused = said.flatMap(News.Beside::refused);
            if (refused.isPresent()) {
                lost(List.of(link), new PeerException(refused.get(), "The other site refuses: " + refused.get() + "."));
            } else {
                (said.isPresent() ? news : quiet).add(link);
            }
        }
        news.forEach(link -> link.line().answered(true, link.since(), idle));
        quiet.forEach(link -> link.line().answered(false, link.since(), idle));
        news.forEach(link -> ear.news(link.link()));
        quiet.forEach(link -> want(link.line()));
        if (!idle) {
            // These are not to wait for anything; where all was quiet, those go along that end at about the same time.
            ask();
        }
    }

    private void failed(List<Asked> links, @Nullable Throwable failure) {
        boolean ofOne = links.size() > 1 && failure instanceof PeerException e && OF_ONE_LINK.contains(e.code());
        if (!ofOne) {
            lost(links, failure);
            return;
        }
        lost(links.subList(0, 1), failure);
        for (Asked link : links.subList(1, links.size())) {
            link.line().free();
            want(link.line());
        }
        ask();
    }

    private void lost(List<Asked> links, @Nullable Throwable failure) {
        long now = site.time().micros();
        Due again = links.get(0).line().lost(now, random);
        links.subList(1, links.size()).forEach(link -> link.line().lost(again));
        String pattern = "event=waiting_lost link={} links={} failures={} again_in_s={} reason=\"{}\"";
        Object[] values = {
            links.get(0).link().name(),
            links.size(),
            again.failures(),
            (again.at() - now) / 1_000_000,
            failure == null ? "no answer" : failure.getMessage()
        };
        if (again.failures() == 1) {
            LOG.info(pattern, values);
        } else {
            LOG.debug(pattern, values);
        }
        links.forEach(link -> ear.lost(link.link()));
    }

    /** Ends all that wait. */
    @Override
    public void close() {
        closed = true;
        for (Request request : requests) {
            if (end(request)) {
                request.news.cancel(true);
            }
        }
    }
}
