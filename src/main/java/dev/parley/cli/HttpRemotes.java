package dev.parley.cli;

import dev.parley.remote.HttpPeer;
import dev.parley.remote.HttpSettings;
import dev.parley.remote.Pause;
import dev.parley.remote.RemoteSite;
import dev.parley.site.Remotes;
import dev.parley.site.SiteConfig;
import dev.parley.store.TimeSource;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Other sites over HTTP. A process needs one, for all links and threads. */
final class HttpRemotes implements Remotes {

    private final dev.parley.remote.Remote remote;

    HttpRemotes(SiteConfig config, TimeSource time) {
        HttpSettings standard = HttpSettings.DEFAULT;
        HttpSettings settings = new HttpSettings(
                standard.connect(),
                standard.idle(),
                standard.attempts(),
                standard.backoff(),
                standard.encoding(),
                config.limits().bodies());
        this.remote = new dev.parley.remote.Remote(settings, time::micros, Pause.SLEEP);
    }

    @Override
    public Remote at(URI url, UUID business, LinkKey key) {
        return new OverHttp(remote.peer(site(url, business, key)));
    }

    private static RemoteSite site(URI url, UUID business, LinkKey key) {
        try {
            return new RemoteSite(url, business, key);
        } catch (IllegalArgumentException e) {
            throw new PeerException(
                    "unreachable",
                    "The URL of the other site, " + url + ", can't be called.",
                    "Make the link anew, with the right URL in the other site's parley.yaml.",
                    e);
        }
    }

    private record OverHttp(HttpPeer http) implements Remote {

        @Override
        public Peer peer() {
            return http;
        }

        @Override
        public LinkAnswer link(LinkOffer offer) {
            return http.link(offer);
        }

        @Override
        public Map<String, Long> counts() {
            return http.counts();
        }

        @Override
        public ReceiptAnswer receipt(ReceiptOffer offer) {
            return http.receipt(offer);
        }

        @Override
        public void become(Standing wanted) {
            http.become(wanted);
        }

        @Override
        public void ping() {
            http.ping();
        }

        @Override
        public CompletableFuture<News> news(Wait wait, List<Waiting> beside) {
            return http.news(wait, beside);
        }

        @Override
        public Traffic traffic() {
            return new Traffic(
                    http.traffic().requests(),
                    http.traffic().bytesSent(),
                    http.traffic().bytesReceived());
        }
    }
}
