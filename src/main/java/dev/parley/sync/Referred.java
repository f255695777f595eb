package dev.parley.sync;

import dev.parley.catalogue.Catalogue.Referrer;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.Waiting;
import dev.parley.wire.Packet;
import dev.parley.wire.RecordName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Says to which records of an object records of the link's business refer, whosever those are. */
final class Referred {

    private static final int PAGE = 500;

    private final Work work;
    private final CatalogueObject object;

    Referred(Work work, CatalogueObject object) {
        this.work = work;
        this.object = object;
    }

    /** Those of the records, by canonical uuid, to which a row refers, or what waits, or a record that could not be written. */
    Set<UUID> of(Set<UUID> records) throws SQLException {
        if (records.isEmpty()) {
            return Set.of();
        }
        Set<UUID> referred = byRows(records);
        referred.addAll(byWaiting(records));
        if (!referred.containsAll(records)) {
            referred.addAll(byHeld());
        }
        return referred;
    }

    private Set<UUID> byRows(Set<UUID> records) throws SQLException {
        Set<UUID> referred = new HashSet<>();
        for (Referrer referrer : work.catalogue.referrers(object.name())) {
            byRows(
                    referrer.object(),
                    referrer.field(),
                    referrer.field().reference().orElseThrow(),
                    records,
                    referred);
        }
        Optional<Reference> named = work.catalogue.named(object.name());
        for (CatalogueObject referrer : work.catalogue.objects()) {
            for (Field field : referrer.named()) {
                if (named.isPresent()) {
                    byRows(referrer, field, named.get(), records, referred);
                }
            }
        }
        return referred;
    }

    private void byRows(
            CatalogueObject referrer, Field field, Reference reference, Set<UUID> records, Set<UUID> referred)
            throws SQLException {
        Optional<Businesses.Business> business = work.business();
        Map<String, UUID> ids = new HashMap<>();
        work.ids.prepare(
                reference,
                records.stream().map(record -> Value.of(record.toString())).toList());
        for (UUID record : records) {
            work.ids.prepared(reference, Value.of(record.toString())).ifPresent(id -> ids.put(id.text(), record));
        }
        if (business.isPresent() && !ids.isEmpty()) {
            Optional<String> named = field.namedIn().map(naming -> reference.target());
            for (String id : work.rows.referred(referrer, field, named, business.get(), ids.keySet())) {
                referred.add(Objects.requireNonNull(ids.get(id)));
            }
        }
    }

    private Set<UUID> byWaiting(Set<UUID> records) throws SQLException {
        Set<UUID> referred = new HashSet<>();
        for (Waiting.Entry entry : work.waiting.on(object.name(), work.maps.names(object.name(), records))) {
            Optional<CatalogueObject> referrer = work.catalogue.object(entry.object());
            if (referrer.isPresent() && isOurs(referrer.get(), entry.record())) {
                referred.add(work.maps.canonical(object.name(), entry.target()));
            }
        }
        return referred;
    }

    private boolean isOurs(CatalogueObject referrer, UUID record) throws SQLException {
        if (referrer.isShared()) {
            return !work.members(referrer, List.of(record)).isEmpty();
        }
        Touched touched = work.index.find(referrer.name(), List.of(record)).get(record);
        if (touched != null) {
            return touched.business().equals(work.scope.business().toString());
        }
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty()) {
            return false;
        }
        return referrer.hasUuids()
                ? !work.rows
                        .inBusiness(referrer, business.get(), work.maps.names(referrer.name(), record))
                        .isEmpty()
                : work.rows.keyed(referrer, business.get()).stream()
                        .anyMatch(row -> row.record().equals(record));
    }

    /** Records that could not be written refer to what the log says. */
    private Set<UUID> byHeld() throws SQLException {
        Set<UUID> referred = new HashSet<>();
        String business = work.scope.business().toString();
        Touched last = null;
        List<Touched> page;
        do {
            page = work.index.held(
                    business,
                    last == null ? "" : last.object(),
                    last == null ? "" : last.record().toString(),
                    PAGE);
            for (Touched held : page) {
                last = held;
                Optional<CatalogueObject> referrer = work.catalogue.object(held.object());
                if (referrer.isPresent() && held.business().equals(business)) {
                    List<Packet> whole = new Outgoing(work).whole(referrer.get(), List.of(held.record()));
                    for (RecordName name : new References(work).of(whole)) {
                        if (name.object().equals(object.name())) {
                            referred.add(name.record());
                        }
                    }
                }
            }
        } while (page.size() == PAGE);
        return referred;
    }
}
