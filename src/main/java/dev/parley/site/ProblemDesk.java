package dev.parley.site;

import dev.parley.store.Link;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.sync.Retry;
import dev.parley.sync.Settling;
import dev.parley.sync.UndecidableException;
import java.util.List;
import java.util.UUID;

/** Where a person deals with what is on the list of problems. */
public final class ProblemDesk {

    private static final String HELD = "held";

    private final Site site;

    /** Of that site. */
    public ProblemDesk(Site site) {
        this.site = site;
    }

    /**
     * The problem of that id, open or not.
     *
     * @throws UnknownException if there is none
     */
    public Problem.Listed find(UUID id) {
        site.identity();
        return site.database()
                .reading(tx -> new Problems(tx, site.time()).byId(id))
                .orElseThrow(() -> new UnknownException(
                        "There is no problem %s.".formatted(id), "parley problems lists those that there are."));
    }

    /** Takes a problem off the list; nothing else. */
    public void dismiss(UUID id) {
        site.database().inTransaction(tx -> new Problems(tx, site.time()).resolve(id));
    }

    /**
     * Settles a problem that has two sides as a person decided.
     *
     * @param user who decided
     * @throws UnknownException if the problem has no sides, or can't be settled in that way
     */
    public Settling.Settled settle(Problem problem, Settling.Choice choice, String user) {
        if (!Settling.canSettle(problem)) {
            throw new UnknownException(
                    "A problem of kind %s has no two sides to choose from.".formatted(problem.kind()),
                    "parley problems show %s tells what can be done.".formatted(problem.id()));
        }
        try {
            return new Settling(site.context()).settle(problem, choice, user);
        } catch (UndecidableException e) {
            throw new UnknownException(
                    String.valueOf(e.getMessage()),
                    "parley problems show %s tells what can be done.".formatted(problem.id()));
        }
    }

    /**
     * What became of records that were held.
     *
     * @param written how many rows were written
     * @param still the problems of those that still can't be
     */
    public record Retried(int written, List<UUID> still) {}

    /** Tries again all that is held, over whatever link it came. */
    public Retried retry() {
        site.takeIn();
        int written = 0;
        for (Link link : site.links()) {
            written += new Retry(site.context()).run(link.id()).records();
        }
        return new Retried(written, held());
    }

    /**
     * Tries again the record of that problem, and with it what came over the same link.
     *
     * @throws UnknownException if there is no such problem, or nothing of it is to be tried
     */
    public Retried retry(UUID id) {
        Problem.Listed listed = find(id);
        if (!listed.open() || !listed.problem().kind().equals(HELD)) {
            throw new UnknownException(
                    "Nothing of problem %s waits to be written.".formatted(id),
                    "Only open problems of kind held can be tried again.");
        }
        Retried all = retry();
        return new Retried(
                all.written(), all.still().stream().filter(id::equals).toList());
    }

    private List<UUID> held() {
        return site.database().reading(tx -> new Problems(tx, site.time())
                .open().stream()
                        .map(Problem.Listed::problem)
                        .filter(problem -> problem.kind().equals(HELD))
                        .map(Problem::id)
                        .toList());
    }
}
