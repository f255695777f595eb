package dev.parley.site;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of problems, and how.
 *
 * @param every how long between two messages by one channel at least; what comes meanwhile goes as one
 */
public record Alerting(Duration every, Optional<Mail> mail, Optional<Webhook> webhook) {

    /** Nobody is told; the list of problems is all there is. */
    public static final Alerting NONE = new Alerting(Duration.ofMinutes(5), Optional.empty(), Optional.empty());

    /** How the line to the mail server is kept private. */
    public enum Tls {
        /** It begins in the open and is secured before anything is said (STARTTLS); refused where the server can't. */
        STARTTLS,
        /** It is secured from the start. */
        TLS,
        /** It is not: for a server on this machine. */
        NONE
    }

    /**
     * A mail server.
     *
     * @param user empty where the server asks for none
     */
    public record Mail(List<String> to, String from, String host, int port, Tls tls, String user, String password) {

        /** Takes a copy that nobody can alter. */
        public Mail {
            to = List.copyOf(to);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * An address that takes JSON by POST.
     *
     * @param secret what each message is signed with; empty for not at all
     */
    public record Webhook(URI url, String secret) {
        @Override
        public String toString() {
            // Without path and query, which may hold a token.
            return url.getScheme() + "://" + url.getAuthority();
        }
    }
}
