package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.wire.Checkpoint;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What there is with one link that listens to its other site. Safe for use by many threads. */
final class Line {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Link link;
    private Stage stage = Stage.FREE;
    private boolean works;
    private boolean idle;
    private boolean rested;
    private Due again = Due.now(0);
    private @Nullable Checkpoint told;

    /** Of that link. */
    Line(Link link) {
        this.link = link;
    }

    private enum Stage {
        /** Nobody asks for it. */
        FREE,
        /** It is to be asked for with the next request. */
        WANTED,
        /** A request is made, or waits. */
        ASKED
    }

    /** The link as it was when it was first listened to. */
    Link link() {
        return link;
    }

    /** Whether both wait at the same site. */
    boolean isWith(Line other) {
        return link.remoteSite().equals(other.link.remoteSite())
                && link.remoteUrl().equals(other.link.remoteUrl());
    }

    /** Whether the other site tells when there is something new. */
    synchronized boolean works() {
        return works;
    }

    /** Whether the last request waited as long as it might, and there was nothing. */
    synchronized boolean isIdle() {
        return idle;
    }

    /** Wants to be asked for; false where it is already, or too soon after it failed. */
    synchronized boolean want(long now) {
        if (stage != Stage.FREE || !again.isNow(now)) {
            return false;
        }
        stage = Stage.WANTED;
        return true;
    }

    /** It is to be asked for: false where nothing came with the sync that it last told of, which asking at once does not mend. */
    synchronized boolean ask(Checkpoint since, long now, RandomGenerator random) {
        if (since.equals(told) && !rested) {
            again = again.failed(now, FIRST_PAUSE, random);
            rested = true;
            stage = Stage.FREE;
            return false;
        }
        rested = false;
        stage = Stage.ASKED;
        return true;
    }

    /** It is not asked for any more. */
    synchronized void free() {
        stage = Stage.FREE;
    }

    /**
     * It was answered.
     *
     * @param since what it was asked with
     * @param isIdle whether nothing came over any link of the request
     */
    synchronized void answered(boolean isNews, Checkpoint since, boolean isIdle) {
        stage = Stage.FREE;
        works = true;
        idle = isIdle;
        if (!isNews || !since.equals(told)) {
            again = Due.now(0);
        }
        told = isNews ? since : null;
    }

    /** It failed; gives when it is asked for again. */
    synchronized Due lost(long now, RandomGenerator random) {
        return lost(again.failed(now, FIRST_PAUSE, random));
    }

    /** It failed together with others, and is asked for again with them. */
    synchronized Due lost(Due with) {
        stage = Stage.FREE;
        works = false;
        idle = false;
        again = with;
        return again;
    }
}
