package dev.parley.sync;

import dev.parley.store.HeldBack;
import dev.parley.store.RecordIndex;
import dev.parley.store.Tx;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.List;

/** Tries again at the start of a sync what could not be written, or was held back, before. */
final class Retry {

    private final SiteContext site;

    Retry(SiteContext site) {
        this.site = site;
    }

    /** Whether there is anything to try. */
    boolean isDue(Tx tx, LinkScope scope) throws SQLException {
        long now = site.origin().time().micros();
        return !new RecordIndex(tx).held(scope.business().toString(), 1).isEmpty()
                || !new HeldBack(tx).ready(scope.link().id(), now, 1).isEmpty();
    }

    /** Tries; the transaction is the caller's. */
    Taken run(Tx tx, LinkScope scope) throws SQLException {
        TwinTest none = (inTx, object, record) -> false;
        Taken taken = new Apply(site, tx, scope, false, none).retry();
        return taken.plus(new Apply(site, tx, scope, false, none).take(List.of()));
    }
}
