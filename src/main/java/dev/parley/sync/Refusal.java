package dev.parley.sync;

import dev.parley.store.Dialect;
import dev.parley.store.SqlFailure;
import dev.parley.store.Trial;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Why a row could not be written.
 *
 * @param why what the database said
 * @param constraint whether a constraint was in the way, which the reason names, and not a single value
 */
record Refusal(String why, boolean constraint) {

    static Refusal of(SQLException failure, Dialect dialect) {
        return new Refusal(SqlFailure.reason(failure), dialect.isConstraint(failure));
    }

    static Refusal of(IllegalArgumentException refused) {
        return new Refusal(String.valueOf(refused.getMessage()), false);
    }

    /**
     * Puts it on the list of problems, as that which a person can do something about: another record has what must be unique, what the record names is
     * not here, a value does not fit.
     */
    void tell(Work work, Outcome bad, Optional<Trial.Fault> fault) throws SQLException {
        List<Collisions.Collision> collisions =
                bad.exists() ? new Collisions(work).of(bad.object(), bad.record(), bad.values()) : List.of();
        if (!collisions.isEmpty()) {
            work.sightings.collided(bad.object().name(), bad.record(), bad.values(), collisions);
            return;
        }
        Optional<String> missing = constraint && bad.exists() ? new ByValue(work).missing(bad) : Optional.empty();
        work.sightings.held(
                bad.object().name(),
                bad.record(),
                fault.map(Trial.Fault::field).orElse(""),
                missing.or(() -> fault.map(Trial.Fault::why)).orElse(why));
    }
}
