package dev.parley.sim;

import dev.parley.store.CommitHook;
import java.util.Random;

/** Lets a site's process die just before or just after one of its next commits. */
final class CrashPoint implements CommitHook {

    private static final int LATEST = 12;

    private int countdown;
    private boolean before;

    /** The process will die at one of the next commits, unless it is disarmed first. */
    void arm(Random random) {
        countdown = 1 + random.nextInt(LATEST);
        before = random.nextBoolean();
    }

    void disarm() {
        countdown = 0;
    }

    @Override
    public void beforeCommit() {
        if (before) {
            count("before a commit");
        }
    }

    @Override
    public void afterCommit() {
        if (!before) {
            count("after a commit");
        }
    }

    private void count(String where) {
        if (countdown > 0 && --countdown == 0) {
            throw new Crash(where);
        }
    }
}
