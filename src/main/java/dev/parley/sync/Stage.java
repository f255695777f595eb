package dev.parley.sync;

import dev.parley.merge.Uuids;
import dev.parley.store.ChangeLog;
import dev.parley.store.Ids;
import dev.parley.store.Origin;
import dev.parley.store.Sequencer;
import dev.parley.wire.Cue;
import dev.parley.wire.Foretold;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * This site as the stage of a play: what is done there is done by the engine itself, in one transaction, and undone in the end. Only what
 * applications wrote is taken into the log before, as with anything that reads a history.
 */
final class Stage {

    private final SiteContext site;
    private final long linkId;
    private final Cue cue;

    Stage(SiteContext site, long linkId, Cue cue) {
        this.site = site;
        this.linkId = linkId;
        this.cue = cue;
    }

    /** Plays; gives what the play gives. */
    <T> T play(Function<SiteContext, T> play) {
        drain();
        return site.database().rehearse(database -> play.apply(site.staged(database, moment(), Witness.NONE)));
    }

    /** Plays, and tells what it would have changed, record by record. */
    List<Foretold> foretell(Consumer<SiteContext> play) {
        drain();
        Aftermath aftermath = site.database().rehearse(database -> {
            Noting noting = new Noting();
            SiteContext played = site.staged(database, moment(), noting);
            long start = database.reading(tx -> new ChangeLog(tx).end());
            play.accept(played);
            return database.reading(tx -> Aftermath.read(
                    new Work(played, tx, new Handshake(played).scope(Current.link(played, tx, linkId))),
                    noting,
                    start));
        });
        return site.database()
                .reading(tx -> aftermath.beside(
                        new Work(site, tx, new Handshake(site).scope(Current.link(site, tx, linkId)))));
    }

    private void drain() {
        new Sequencer(site.catalogue(), site.origin()).drain(site.database());
    }

    private Origin moment() {
        AtomicLong drawn = new AtomicLong();
        Ids ids = () -> Uuids.derived("rehearsal", cue.seed().toString(), Long.toString(drawn.getAndIncrement()));
        return new Origin(site.origin().site(), cue::at, ids);
    }
}
