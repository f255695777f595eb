package dev.parley.store;

/** Is called around each commit, so that a test can stop a process just there. */
public interface CommitHook {

    /** Does nothing. */
    CommitHook NONE = new CommitHook() {};

    /** All is written, nothing is committed. */
    default void beforeCommit() {}

    /** All is committed, the caller does not know yet. */
    default void afterCommit() {}
}
