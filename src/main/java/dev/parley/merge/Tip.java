package dev.parley.merge;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the history of a record ends: all that has to be known of it to take in changes that were made by somebody who knew all of it. Such a
 * change wins in every field that it carries, and is in conflict with nothing.
 *
 * @param heads the changes that no other change of the record has as a parent
 * @param newest the greatest {@code at}
 * @param version the sum over all changes
 */
public record Tip(List<UUID> heads, long newest, Version version) {

    /** Takes a copy that nobody can alter. */
    public Tip {
        heads = List.copyOf(heads);
    }

    /** Of a history that is no more than what an untouched row stands for. */
    public static Tip of(Change baseline) {
        return new Tip(List.of(baseline.uuid()), baseline.at(), Version.NONE.plus(baseline.uuid()));
    }

    /**
     * Where it ends after these changes; empty if not each of them is an update that was made knowing all before it, or if the history has several
     * ends: who joins them may set against each other what was done before. None of those that follow is part of the history already: else what
     * it was made after would be no end.
     *
     * @param changes in the order in which they were made
     */
    public Optional<Tip> after(Collection<Change> changes) {
        Tip end = this;
        for (Change change : changes) {
            if (!end.isFollowedBy(change)) {
                return Optional.empty();
            }
            end = new Tip(List.of(change.uuid()), change.at(), end.version().plus(change.uuid()));
        }
        return Optional.of(end);
    }

    private boolean isFollowedBy(Change change) {
        return heads.size() == 1
                && change.parents().equals(heads)
                && change.action().isUpdate()
                && change.at() > newest;
    }
}
