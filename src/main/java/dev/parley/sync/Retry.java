package dev.parley.sync;

import dev.parley.store.ChangeLog;
import dev.parley.store.HeldBack;
import dev.parley.store.RecordIndex;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.Tx;
import dev.parley.wire.Known;
import dev.parley.wire.Packet;
import dev.parley.wire.PacketText;
import dev.parley.wire.RecordName;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tries again, at the start of a sync or when a person asks for it, what could not be written, or was held back, before. */
public final class Retry {

    private static final int PAGE = 500;

    private final SiteContext site;

    /** At that site. */
    public Retry(SiteContext site) {
        this.site = site;
    }

    /**
     * Tries what came over that link, in a transaction of its own. Where the other site would have to say first what is what, only what could not
     * be written is tried; the rest waits for the next sync.
     */
    public Taken run(long linkId) {
        try {
            return run(linkId, new Inquiry(Known.NOTHING));
        } catch (Inquiry.OpenException nobodyToAsk) {
            Handshake handshake = new Handshake(site);
            return site.database()
                    .inTransaction(tx -> run(tx, handshake.scope(Current.link(site, tx, linkId)), Optional.empty()));
        }
    }

    /** The same with the other site at hand. */
    Taken run(long linkId, Inquiry inquiry) {
        Handshake handshake = new Handshake(site);
        return site.database().inTransaction(tx -> run(tx, handshake.scope(Current.link(site, tx, linkId)), inquiry));
    }

    /** Whether there is anything to try. */
    private boolean isDue(Tx tx, LinkScope scope) throws SQLException {
        long now = site.origin().time().micros();
        return new RecordIndex(tx).anyHeld(scope.business().toString())
                || !new HeldBack(tx).ready(scope.link().id(), now, 1).isEmpty();
    }

    /** Tries, if there is anything to try; the transaction is the caller's. */
    Taken run(Tx tx, LinkScope scope, Inquiry inquiry) throws SQLException {
        Taken taken = run(tx, scope, Optional.of(inquiry));
        inquiry.requireAnswered();
        return taken;
    }

    private Taken run(Tx tx, LinkScope scope, Optional<Inquiry> inquiry) throws SQLException {
        if (!isDue(tx, scope)) {
            return Taken.NOTHING;
        }
        new ChangeLog(tx).lock();
        Taken taken = Taken.NOTHING;
        List<Touched> records = held(tx, scope, Optional.empty(), PAGE);
        while (!records.isEmpty()) {
            taken = taken.plus(new Apply(site, tx, scope, false, TwinTest.NEVER).retry(records));
            records = held(tx, scope, Optional.of(records.get(records.size() - 1)), PAGE);
        }
        return inquiry.isPresent()
                ? taken.plus(new Apply(site, tx, scope, false, inquiry.get()).take(List.of()))
                : taken;
    }

    /** The records that would be tried. */
    static List<RecordName> names(Work work) throws SQLException {
        List<RecordName> names = new ArrayList<>();
        List<Touched> records = held(work.tx, work.scope, Optional.empty(), PAGE);
        while (!records.isEmpty()) {
            records.forEach(touched -> names.add(new RecordName(touched.object(), touched.record())));
            records = held(work.tx, work.scope, Optional.of(records.get(records.size() - 1)), PAGE);
        }
        long now = work.site.origin().time().micros();
        for (HeldBack.Held ready : new HeldBack(work.tx).ready(work.scope.link().id(), now, PAGE)) {
            Packet packet = PacketText.read(ready.body());
            UUID record = work.maps.canonical(packet.object(), packet.record());
            names.add(new RecordName(packet.object(), record));
        }
        return names;
    }

    private static List<Touched> held(Tx tx, LinkScope scope, Optional<Touched> after, int limit) throws SQLException {
        return new RecordIndex(tx)
                .held(
                        scope.business().toString(),
                        after.map(Touched::object).orElse(""),
                        after.map(touched -> touched.record().toString()).orElse(""),
                        limit);
    }
}
