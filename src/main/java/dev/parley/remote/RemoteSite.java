package dev.parley.remote;

import dev.parley.wire.Invitation;
import dev.parley.wire.LinkKey;
import java.net.URI;
import java.util.UUID;

/**
 * The other end of a link.
 *
 * @param url where its Parley is reached, http or https; what stands before {@code /sync/v1/}
 * @param business the business that the link is about
 * @param key the link's key
 */
public record RemoteSite(URI url, UUID business, LinkKey key) {

    /** Checks that the URL is one that can be called. */
    public RemoteSite {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw new IllegalArgumentException("the URL of a site begins with http:// or https://, not: " + url);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the URL of a site has no user, query or fragment: " + url);
        }
    }

    /** The site that an invitation comes from. */
    public static RemoteSite of(Invitation invitation) {
        return new RemoteSite(invitation.url(), invitation.business(), invitation.key());
    }

    /** Where a path of the protocol is at that site. */
    URI at(String path, String query) {
        String base = url.toString();
        String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(trimmed + path + (query.isEmpty() ? "" : "?" + query));
    }
}
