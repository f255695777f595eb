package dev.parley.site;

import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkKey;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.News;
import dev.parley.wire.Peer;
import dev.parley.wire.PeerException;
import dev.parley.wire.ReceiptAnswer;
import dev.parley.wire.ReceiptOffer;
import dev.parley.wire.Standing;
import dev.parley.wire.Wait;
import dev.parley.wire.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Reaches other sites of this process without a network: what the real server asks of a site, asked directly. */
public final class DirectRemotes implements Remotes {

    private final Map<URI, SiteDirectory> sites = new HashMap<>();
    private boolean down;
    private boolean losesAnswers;
    private boolean refusesWaiting;
    private boolean letsOneWait;
    private int calls;
    private int waits;
    private final List<Integer> waitedWith = new ArrayList<>();
    private final List<CompletableFuture<News>> waiting = new ArrayList<>();

    /** Reaches these. */
    public DirectRemotes(Shop... shops) {
        for (Shop shop : shops) {
            sites.put(URI.create(shop.site().config().url()), new SiteDirectory(shop.site()));
        }
    }

    /** Whether nobody can be reached from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** Whether invitations are taken up at the other site, but its answer gets lost. */
    public void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    /** Whether nobody can wait for news from now on. */
    public void refuseWaiting(boolean refuses) {
        refusesWaiting = refuses;
    }

    /** Whether the other site takes no notice of links beside the one that asks. */
    public void letsOneWait(boolean lets) {
        letsOneWait = lets;
    }

    /** Cuts the connections of all who wait. */
    public void loseWaiting() {
        List.copyOf(waiting)
                .forEach(news -> news.completeExceptionally(new PeerException("cut_off", "The line broke.", "")));
        waiting.clear();
    }

    /** Lets the time of all be over who wait. */
    public void endWaiting() {
        List<CompletableFuture<News>> ending = List.copyOf(waiting);
        waiting.clear();
        ending.forEach(news -> news.complete(letsOneWait ? News.NONE : new News(false, Optional.of(List.of()))));
    }

    /** How many links there were in each request for news. */
    public List<Integer> waitedWith() {
        return List.copyOf(waitedWith);
    }

    /** How many requests for news wait. */
    public long waitingNow() {
        return waiting.stream().filter(news -> !news.isDone()).count();
    }

    /** How often a site was asked to tell news. */
    public int waits() {
        return waits;
    }

    /** How often a site was asked for. */
    public int calls() {
        return calls;
    }

    @Override
    public Remote at(URI url, UUID business, LinkKey key) {
        calls++;
        return new Direct(url, key);
    }

    private final class Direct implements Remote {

        private final URI url;
        private final LinkKey key;

        Direct(URI url, LinkKey key) {
            this.url = url;
            this.key = key;
        }

        private LinkAccess access() {
            SiteDirectory site = sites.get(url);
            if (down || site == null) {
                throw new PeerException("unreachable", "Nobody is at " + url + ".", "Wait.");
            }
            LinkAccess access = site.byKey(key.id()).orElseThrow();
            if (!access.key().equals(key)) {
                throw new PeerException("signature_wrong", "Another key.", "");
            }
            return access;
        }

        @Override
        public Peer peer() {
            return access().peer();
        }

        @Override
        public LinkAnswer link(LinkOffer offer) {
            LinkAnswer answer = access().acceptLink(offer);
            if (losesAnswers) {
                throw new PeerException("cut_off", "The connection broke off.", "");
            }
            return answer;
        }

        @Override
        public Map<String, Long> counts() {
            return access().counts();
        }

        @Override
        public ReceiptAnswer receipt(ReceiptOffer offer) {
            return access().receipt(offer);
        }

        @Override
        public void become(Standing wanted) {
            access().become(wanted);
        }

        @Override
        public void ping() {
            access();
        }

        @Override
        public CompletableFuture<News> news(Wait wait, List<Waiting> beside) {
            waits++;
            waitedWith.add(1 + beside.size());
            if (refusesWaiting) {
                return CompletableFuture.failedFuture(new PeerException("command_unknown", "No such command.", ""));
            }
            if (letsOneWait && !beside.isEmpty()) {
                return waiting(open(key)
                        .orElseThrow()
                        .news(wait.since(), Duration.ofSeconds(wait.seconds()))
                        .thenApply(News::new));
            }
            List<News.Beside> refused = new ArrayList<>();
            Map<String, CompletableFuture<Boolean>> links = new LinkedHashMap<>();
            LinkAccess asking = open(key).orElseThrow(() -> new PeerException("link_paused", "It rests.", ""));
            links.put(key.id(), asking.news(wait.since(), Duration.ofSeconds(wait.seconds())));
            for (Waiting other : beside) {
                open(other.key())
                        .ifPresentOrElse(
                                access -> links.put(
                                        other.key().id(),
                                        access.news(other.since(), Duration.ofSeconds(wait.seconds()))),
                                () -> refused.add(new News.Beside(other.key().id(), Optional.of("signature_wrong"))));
            }
            CompletableFuture<News> news = new CompletableFuture<>();
            if (!refused.isEmpty()) {
                news.complete(new News(false, Optional.of(refused)));
            }
            links.forEach((id, one) -> {
                var unused = one.thenAccept(come -> news.complete(said(id, come, beside)));
            });
            return waiting(news);
        }

        private CompletableFuture<News> waiting(CompletableFuture<News> news) {
            waiting.add(news);
            return news;
        }

        private News said(String id, boolean come, List<Waiting> beside) {
            boolean first = id.equals(key.id());
            List<News.Beside> others = come && !first ? List.of(new News.Beside(id, Optional.empty())) : List.of();
            return new News(come && first, beside.isEmpty() ? Optional.empty() : Optional.of(others));
        }

        private Optional<LinkAccess> open(LinkKey one) {
            access();
            return Optional.ofNullable(sites.get(url))
                    .flatMap(site -> site.byKey(one.id()))
                    .filter(known -> known.key().equals(one) && known.status() == LinkAccess.Status.ACTIVE);
        }

        @Override
        public Traffic traffic() {
            return new Traffic(1, 2, 3);
        }
    }
}
