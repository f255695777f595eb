package dev.parley.cli;

import dev.parley.store.Link;

/** How a link is shown. Never its key. */
final class LinkText {

    private LinkText() {}

    static Json json(Link link) {
        return new Json()
                .with("link", link.name())
                .with("uuid", link.uuid())
                .with("business", link.business())
                .with("direction", link.direction().word())
                .with(
                        "flags",
                        (link.direction().pushes() ? 1 : 0) | (link.direction().pulls() ? 2 : 0))
                .with("status", link.status().word())
                .with("remote_name", link.remoteName())
                .with("remote_url", link.remoteUrl())
                .with("remote_uuid", link.remoteSite())
                .with("key_id", link.keyId())
                .with("date_added", Moment.iso(link.times().added()))
                .with("last_updated", Moment.iso(link.times().updated()))
                .with("last_sync", Moment.iso(link.times().lastSync()))
                .with("last_partial", Moment.iso(link.times().lastPartial()))
                .with("last_full", Moment.iso(link.times().lastFull()))
                .with("compare_due", link.compareDue());
    }

    /** Which way records go, in words. */
    static String direction(Link link) {
        return switch (link.direction()) {
            case PUSH -> "from here to there";
            case PULL -> "from there to here";
            case BI -> "both ways";
        };
    }
}
