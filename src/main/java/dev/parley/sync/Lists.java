package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Identity;
import dev.parley.digest.Entry;
import dev.parley.digest.Range;
import dev.parley.merge.Change;
import dev.parley.merge.Uuids;
import dev.parley.merge.Version;
import dev.parley.store.Businesses;
import dev.parley.store.PendingRecords;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.Stamps.Stamp;
import dev.parley.wire.Listing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Lists which version this site has of each record of the link's business, in order of uuid. */
final class Lists {

    private static final String END = "g";

    /** Whoever counts wants to know whether there are any, and whether they are many. */
    private static final int COUNTED = 25_000;

    private final Work work;
    private final Map<String, Set<UUID>> pending = new HashMap<>();
    private final Map<String, Map<UUID, Version>> named = new HashMap<>();
    private Optional<Businesses.Business> business = Optional.empty();

    Lists(Work work) {
        this.work = work;
    }

    /** How many records there are to list, about: rows that are there, not counted to their end where they are many, and records without one. */
    long count(CatalogueObject object) throws SQLException {
        Optional<Businesses.Business> business = business();
        long rows = business.isPresent() ? work.rows.count(object, business.get(), COUNTED) : 0;
        return rows
                + work.index.countWithoutRow(object.name(), work.scope.owner(object))
                + named(object).size();
    }

    /** The business, looked up once for all pages. */
    private Optional<Businesses.Business> business() throws SQLException {
        if (business.isEmpty()) {
            business = work.business();
        }
        return business;
    }

    /** A page of the list. */
    Listing page(CatalogueObject object, Optional<UUID> after, int limit) throws SQLException {
        return page(object, after, Optional.empty(), limit);
    }

    /** A page of the list that ends with that uuid, where one is given. */
    private Listing page(CatalogueObject object, Optional<UUID> after, Optional<UUID> upTo, int limit)
            throws SQLException {
        TreeMap<UUID, Version> versions = new TreeMap<>(Uuids.ORDER);
        boolean keyed = object.identity() instanceof Identity.Key;
        Optional<UUID> end = keyed ? everything(object, versions) : rows(object, after, upTo, limit, versions);
        versions.keySet().removeAll(pending(object));
        int most = keyed ? Integer.MAX_VALUE : limit;
        List<Touched> touched = work.index.between(
                object.name(),
                work.scope.owner(object),
                after.map(UUID::toString).orElse(""),
                end.or(() -> upTo).map(UUID::toString).orElse(END),
                most);
        if (touched.size() == most) {
            end = Optional.of(touched.get(most - 1).record());
        }
        versions.putAll(served(object, touched));
        List<Listing.Entry> entries = new ArrayList<>();
        for (Map.Entry<UUID, Version> version : versions.entrySet()) {
            boolean onPage = after.isEmpty() || Uuids.ORDER.compare(version.getKey(), after.get()) > 0;
            boolean before = end.isEmpty() || Uuids.ORDER.compare(version.getKey(), end.get()) <= 0;
            if (onPage && before) {
                entries.add(new Listing.Entry(version.getKey(), version.getValue()));
            }
        }
        if (entries.isEmpty() && end.isPresent()) {
            return page(object, end, upTo, limit);
        }
        return new Listing(entries, end.isPresent());
    }

    /** What would be listed within a range, in order. */
    List<Entry> within(CatalogueObject object, Range range, int limit) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        Optional<UUID> after = before(range.from());
        Optional<UUID> upTo = range.to().flatMap(Lists::before);
        while (true) {
            Listing page = page(object, after, upTo, limit);
            for (Listing.Entry entry : page.entries()) {
                after = Optional.of(entry.record());
                if (!range.contains(entry.record())) {
                    return entries;
                }
                entries.add(entry(entry.record(), entry.version()));
            }
            if (!page.more()) {
                return entries;
            }
        }
    }

    static Entry entry(UUID record, Version version) {
        return new Entry(record, version.high(), version.low());
    }

    /** The uuid before that one; nothing before the first. */
    static Optional<UUID> before(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        if (high == 0 && low == 0) {
            return Optional.empty();
        }
        return Optional.of(low == 0 ? new UUID(high - 1, -1) : new UUID(high, low - 1));
    }

    /** Records of which something is captured that is not in the log: they are listed with what the log says, if it says anything. */
    Set<UUID> pending(CatalogueObject object) throws SQLException {
        Set<UUID> known = pending.get(object.name());
        if (known == null) {
            known = PendingRecords.of(work.tx, work.catalogue, work.maps, object);
            pending.put(object.name(), known);
        }
        return known;
    }

    /** The versions of touched records: of shared ones that the business is not tied to, that of what is told of them, if anything is. */
    private Map<UUID, Version> served(CatalogueObject object, List<Touched> touched) throws SQLException {
        Map<UUID, Version> versions = new HashMap<>();
        touched.forEach(record -> versions.put(record.record(), record.version()));
        if (object.isShared()) {
            Set<UUID> members = work.members(object, versions.keySet());
            Map<UUID, Version> told = named(object);
            versions.keySet().removeIf(record -> !members.contains(record) && !told.containsKey(record));
            versions.replaceAll(
                    (record, version) -> members.contains(record) ? version : told.getOrDefault(record, version));
        }
        return versions;
    }

    /** What is told of shared records that the business is not tied to, as versions; looked up once for all pages. */
    private Map<UUID, Version> named(CatalogueObject object) throws SQLException {
        Map<UUID, Version> known = named.get(object.name());
        if (known == null) {
            known = new HashMap<>();
            for (Map.Entry<UUID, List<Change>> told :
                    new Naming(work).told(object).entrySet()) {
                Version version = Version.NONE;
                for (Change change : told.getValue()) {
                    version = version.plus(change.uuid());
                }
                known.put(told.getKey(), version);
            }
            named.put(object.name(), known);
        }
        return known;
    }

    /** Puts the rows of the page; gives the uuid at which it ends, or nothing where it reaches the end. */
    private Optional<UUID> rows(
            CatalogueObject object, Optional<UUID> after, Optional<UUID> upTo, int limit, Map<UUID, Version> versions)
            throws SQLException {
        Optional<Businesses.Business> business = business();
        if (business.isEmpty()) {
            return Optional.empty();
        }
        UUID last = new UUID(0, 0);
        int count = 0;
        if (object.updatedField().isPresent()) {
            for (Stamp stamp : work.stamps.page(object, business.get(), after, upTo, limit)) {
                if (work.maps.canonical(object.name(), stamp.uuid()).equals(stamp.uuid())) {
                    versions.put(stamp.uuid(), Version.untouched(stamp.updated()));
                }
                last = stamp.uuid();
                count++;
            }
        } else {
            for (Row row : work.rows.after(object, business.get(), after, limit)) {
                if (row.record().equals(row.uuid())) {
                    versions.put(row.uuid(), version(object, row));
                }
                last = row.uuid();
                count++;
            }
        }
        return count == limit ? Optional.of(last) : Optional.empty();
    }

    private Optional<UUID> everything(CatalogueObject object, Map<UUID, Version> versions) throws SQLException {
        Optional<Businesses.Business> business = business();
        if (business.isPresent()) {
            for (Row row : work.rows.keyed(object, business.get())) {
                versions.put(row.record(), version(object, row));
            }
        }
        return Optional.empty();
    }

    /** An untouched row's version: its last_updated, or where there is none what its content says. */
    private static Version version(CatalogueObject object, Row row) {
        return object.updatedField().isPresent()
                ? Version.untouched(row.updated(object))
                : Version.NONE.plus(row.baseline(object).uuid());
    }
}
