package dev.parley.cli;

/** What a command tells the process that started it. docs/cli.md lists them. */
final class Exit {

    /** Done. */
    static final int OK = 0;

    /** Something went wrong that none of the others tells. */
    static final int FAILED = 1;

    /** The command line, a file or the state of the site does not allow it. */
    static final int USAGE = 2;

    /** Done, and there is something that a person should look at. */
    static final int FINDINGS = 3;

    /** The other site can't be reached, or refuses. */
    static final int REMOTE = 4;

    /** Another process is syncing over the link. */
    static final int BUSY = 5;

    /** This site's database can't be used. */
    static final int DATABASE = 6;

    private Exit() {}
}
