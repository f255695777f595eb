package dev.parley.site;

import dev.parley.store.ChangeLog;
import dev.parley.store.SiteKeys;
import dev.parley.store.Tx;
import dev.parley.wire.SigningKey;
import dev.parley.wire.SiteKey;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The key with which this site signs receipts, and the keys of the sites that it has met. */
public final class Keys {

    private final Site site;

    /** Of that site. */
    public Keys(Site site) {
        this.site = site;
    }

    /** This site's own key, made now where it has none. */
    public SigningKey own() {
        boolean table = site.database().reading(SiteKeys::exist);
        if (!table) {
            // This database was set up by a Parley that had no keys yet.
            site.database().createOwnTables();
        }
        return site.database().inTransaction(tx -> {
            Optional<SiteKeys.Own> known = keys(tx).own();
            return known.isPresent() ? key(known.get()) : make(tx);
        });
    }

    private SigningKey make(Tx tx) throws SQLException {
        // Another process may be making one.
        new ChangeLog(tx).lock();
        Optional<SiteKeys.Own> known = keys(tx).own();
        if (known.isPresent()) {
            return key(known.get());
        }
        return put(tx);
    }

    /** Gives this site a new key in place of the one that it has; gives the new one. Other sites have to be told of it by people. */
    public SigningKey renew() {
        return site.database().inTransaction(this::put);
    }

    private SigningKey put(Tx tx) throws SQLException {
        SigningKey fresh = SigningKey.random(new SecureRandom());
        keys(tx).own(site.identity().site(), new SiteKeys.Own(fresh.publicHalf().text(), fresh.secretText()));
        return fresh;
    }

    /** The key of a site; absent where none is known. */
    public Optional<SiteKey> of(UUID other) {
        return site.database().reading(tx -> keys(tx).of(other)).map(SiteKey::of);
    }

    /**
     * Holds the key that a site says it has against what is known of it, and keeps it where nothing is.
     *
     * @return the key that is known, where it is another one
     */
    Optional<SiteKey> meet(Tx tx, UUID other, Optional<SiteKey> said) throws SQLException {
        boolean changed = said.isPresent() && keys(tx).meet(other, said.get().text()) == SiteKeys.Meeting.CHANGED;
        return changed ? keys(tx).of(other).map(SiteKey::of) : Optional.empty();
    }

    /** Takes that as the key of another site from now on, since a person says that it is. */
    public void trust(UUID other, SiteKey key) {
        if (other.equals(site.identity().site())) {
            throw new UnknownException("This is the uuid of this very site.", "parley key renew gives it another key.");
        }
        site.database().inTransaction(tx -> {
            keys(tx).trust(other, key.text());
            return true;
        });
    }

    private SiteKeys keys(Tx tx) {
        return new SiteKeys(tx, site.time());
    }

    private static SigningKey key(SiteKeys.Own own) {
        return SigningKey.of(own.publicHalf(), own.secretHalf());
    }
}
