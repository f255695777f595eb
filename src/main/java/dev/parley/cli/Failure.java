package dev.parley.cli;

import dev.parley.catalogue.CatalogueException;
import dev.parley.cli.Terminal.Look;
import dev.parley.site.ConfigurationException;
import dev.parley.site.LinkBusyException;
import dev.parley.site.SiteException;
import dev.parley.store.StoreException;
import dev.parley.wire.PeerException;
import dev.parley.wire.ReceiptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A failure as the person at the terminal is told of it: what was wrong, and what to do. No stack trace: that goes to the log at debug.
 *
 * @param exit the exit code
 * @param code a stable word for programs
 * @param message what was wrong
 * @param hint what to do; may be empty
 */
record Failure(int exit, String code, String message, String hint) {

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
    private static final String INVITATION = "invitation_malformed";

    /** What that exception means for who ran the command. */
    static Failure of(Exception e) {
        LOG.debug("event=command_failed", e);
        if (e instanceof PeerException peer) {
            int exit = peer.code().equals(INVITATION) ? Exit.USAGE : Exit.REMOTE;
            return new Failure(exit, peer.code(), peer.detail(), peer.hint());
        }
        if (e instanceof LinkBusyException busy) {
            return new Failure(Exit.BUSY, "link_busy", text(busy), busy.hint());
        }
        if (e instanceof ConfigurationException wrong) {
            return new Failure(Exit.USAGE, "configuration", text(wrong), wrong.hint());
        }
        if (e instanceof SiteException unknown) {
            return new Failure(Exit.USAGE, "unknown", text(unknown), unknown.hint());
        }
        if (e instanceof CatalogueException catalogue) {
            return new Failure(Exit.USAGE, "catalogue", text(catalogue), "docs/configuration.md describes every key.");
        }
        if (e instanceof ReceiptException receipt) {
            return new Failure(Exit.FAILED, receipt.code(), text(receipt), receipt.hint());
        }
        if (e instanceof StoreException store) {
            return new Failure(Exit.DATABASE, "database", text(store), "");
        }
        return new Failure(
                Exit.FAILED,
                "internal",
                "Something went wrong that Parley did not foresee: %s.".formatted(e),
                "Run it again with PARLEY_LOG=debug in the environment, and report what it says.");
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    void print(Terminal terminal, boolean json) {
        if (json) {
            terminal.err()
                    .println(new Json()
                            .with(
                                    "error",
                                    new Json()
                                            .with("code", code)
                                            .with("message", message)
                                            .with("hint", hint)
                                            .with("exit", exit)));
            return;
        }
        terminal.err().println(terminal.styled(Look.RED, "parley:") + " " + message);
        if (!hint.isEmpty()) {
            terminal.err().println("        " + hint);
        }
    }
}
