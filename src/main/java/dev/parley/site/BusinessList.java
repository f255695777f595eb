package dev.parley.site;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.store.Businesses;
import dev.parley.store.ChangeLog;
import dev.parley.store.Link;
import dev.parley.store.RecordIndex;
import dev.parley.store.RecordRows;
import dev.parley.store.Stamps;
import dev.parley.store.Tx;
import dev.parley.store.UuidMaps;
import dev.parley.sync.SiteContext;
import dev.parley.wire.ListSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The plain list of what a business holds at this site, read page by page. */
final class BusinessList implements ListSource {

    private static final long MICROS = 1_000_000;
    private static final int PAGE = 5000;
    private static final String LAST_UPDATE = "last_update";

    private final SiteContext site;
    private final Link link;

    BusinessList(SiteContext site, Link link) {
        this.site = site;
        this.link = link;
    }

    @Override
    public void list(Query query, Visitor visitor) {
        site.database().reading(tx -> {
            Optional<Long> id = new Businesses(tx, site.catalogue()).id(link.business());
            if (id.isPresent()) {
                Businesses.Business business = new Businesses.Business(link.business(), id.get());
                for (List<CatalogueObject> module : modules(query)) {
                    new Module(tx, business, query, visitor).list(module);
                }
            }
            return true;
        });
    }

    /** The objects of each module that is asked for; the modules of a package one after the other. */
    private List<List<CatalogueObject>> modules(Query query) {
        Map<String, Map<String, List<CatalogueObject>>> packages = new LinkedHashMap<>();
        for (CatalogueObject object : site.catalogue().objects()) {
            boolean wanted = query.packageName()
                            .map(object.packageName()::equals)
                            .orElse(true)
                    && query.moduleName().map(object.moduleName()::equals).orElse(true);
            if (wanted) {
                packages.computeIfAbsent(object.packageName(), name -> new LinkedHashMap<>())
                        .computeIfAbsent(object.moduleName(), name -> new ArrayList<>())
                        .add(object);
            }
        }
        List<List<CatalogueObject>> modules = new ArrayList<>();
        packages.values().forEach(inPackage -> modules.addAll(inPackage.values()));
        return modules;
    }

    /** One module of the list. */
    private final class Module {

        private final Tx tx;
        private final Businesses.Business business;
        private final Query query;
        private final Visitor visitor;
        private final UuidMaps maps;
        private final RecordRows rows;
        private final Stamps stamps;

        Module(Tx tx, Businesses.Business business, Query query, Visitor visitor) {
            this.tx = tx;
            this.business = business;
            this.query = query;
            this.visitor = visitor;
            this.maps = new UuidMaps(tx);
            this.rows = new RecordRows(tx, site.catalogue(), maps);
            this.stamps = new Stamps(tx, site.catalogue());
        }

        void list(List<CatalogueObject> objects) throws SQLException {
            Map<String, String> tables = new LinkedHashMap<>();
            Map<String, UUID> changes = new HashMap<>();
            long settings = 0;
            for (CatalogueObject object : objects) {
                tables.put(object.table(), object.tableVersion());
                lastChange(object).ifPresent(change -> changes.put(object.table(), change));
                if (object.holdsSettings()) {
                    settings = Math.max(settings, lastUpdate(object));
                }
            }
            Map<String, String> told =
                    settings == 0 ? Map.of() : Map.of(LAST_UPDATE, Long.toString(Math.floorDiv(settings, MICROS)));
            CatalogueObject any = objects.get(0);
            visitor.module(new ListSource.Module(any.packageName(), any.moduleName(), tables, changes, told));
            for (CatalogueObject object : objects) {
                if (object.hasUuids()) {
                    byUuid(object);
                } else {
                    tell(object, keyed(object));
                }
            }
        }

        /** Of shared records only those of the business count: what happens to others is nobody's business here. */
        private Optional<UUID> lastChange(CatalogueObject object) throws SQLException {
            ChangeLog log = new ChangeLog(tx);
            if (!object.isShared()) {
                return log.lastOf(object.name(), business.uuid().toString());
            }
            Set<UUID> members = new HashSet<>();
            Optional<UUID> after = Optional.empty();
            List<Stamps.Stamp> page;
            do {
                page = stamps.page(object, business, after, Optional.empty(), PAGE);
                page.forEach(stamp -> members.add(stamp.uuid()));
                after = page.isEmpty()
                        ? after
                        : Optional.of(page.get(page.size() - 1).uuid());
            } while (page.size() == PAGE);
            return log.lastOf(object.name(), maps.names(object.name(), members));
        }

        /** When the settings were last changed, by what their rows say and by what the log knows, in microseconds. */
        private long lastUpdate(CatalogueObject object) throws SQLException {
            long rows = keyed(object).stream()
                    .mapToLong(Stamps.Stamp::updated)
                    .max()
                    .orElse(0);
            return Math.max(
                    rows,
                    new RecordIndex(tx).newest(object.name(), business.uuid().toString()));
        }

        private List<Stamps.Stamp> keyed(CatalogueObject object) throws SQLException {
            return rows.keyed(object, business).stream()
                    .map(row -> new Stamps.Stamp(row.uuid(), row.updated(object)))
                    .toList();
        }

        private void byUuid(CatalogueObject object) throws SQLException {
            Optional<UUID> after = Optional.empty();
            List<Stamps.Stamp> page;
            do {
                page = stamps.page(object, business, after, Optional.empty(), PAGE);
                tell(object, page);
                after = page.isEmpty()
                        ? after
                        : Optional.of(page.get(page.size() - 1).uuid());
            } while (page.size() == PAGE);
        }

        private void tell(CatalogueObject object, List<Stamps.Stamp> stamps) throws SQLException {
            Map<UUID, Long> updated = new LinkedHashMap<>();
            for (Stamps.Stamp stamp : stamps) {
                updated.put(maps.canonical(object.name(), stamp.uuid()), stamp.updated());
            }
            if (query.since().isEmpty()) {
                updated.forEach((uuid, at) -> visitor.record(uuid, Math.floorDiv(at, MICROS)));
                return;
            }
            long since = Math.multiplyExact(query.since().get().getEpochSecond(), MICROS);
            // An application that does not keep last_updated still has its edits in the log.
            Map<UUID, RecordIndex.Touched> touched = new RecordIndex(tx).find(object.name(), updated.keySet());
            updated.forEach((uuid, at) -> {
                long newest = touched.containsKey(uuid)
                        ? Math.max(at, touched.get(uuid).newest())
                        : at;
                if (newest >= since) {
                    visitor.record(uuid, Math.floorDiv(at, MICROS));
                }
            });
        }
    }
}
