package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.digest.Holding;
import dev.parley.digest.LeafHolding;
import dev.parley.digest.Leaves;
import dev.parley.digest.ListHolding;
import dev.parley.digest.Range;
import dev.parley.store.DigestIndex;
import dev.parley.store.DigestIndex.Kept;
import dev.parley.wire.Listing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which version this site has of the records of the link's business, object by object, as one transaction sees it. */
final class Holdings {

    /** What goes in so many batches is read as it is; of more an index is kept. */
    static final int BATCHES = 2;

    private static final int PAGE = 1000;
    private static final int LARGE_PAGE = 20_000;

    private final Work work;
    private final Lists lists;
    private final VersionIndex index;
    private final Map<String, Holding> known = new HashMap<>();

    Holdings(Work work) {
        this.work = work;
        this.lists = new Lists(work);
        this.index = new VersionIndex(work, lists);
    }

    /** The transaction's view. */
    Work work() {
        return work;
    }

    /** What is held of an object. */
    Holding of(String object) {
        return known.computeIfAbsent(object, name -> {
            try {
                return holding(work.catalogue.require(name));
            } catch (SQLException e) {
                throw new ReadingFailed(e);
            }
        });
    }

    /** How many records there are to list, about: exact where there are none. */
    long count(CatalogueObject object) throws SQLException {
        Optional<Long> kept = index.count(object);
        return kept.isPresent() && kept.get() > 0 ? kept.get() : lists.count(object);
    }

    private Holding holding(CatalogueObject object) throws SQLException {
        if (!VersionIndex.serves(object)) {
            return new ListHolding(lists.within(object, Range.ALL, LARGE_PAGE));
        }
        Optional<Leaves> kept = index.find(object);
        if (kept.isPresent()) {
            return indexed(object, kept.get());
        }
        Listing first = lists.page(object, Optional.empty(), BATCHES * work.site.batch());
        if (!first.more()) {
            return new ListHolding(first.entries().stream()
                    .map(entry -> Lists.entry(entry.record(), entry.version()))
                    .toList());
        }
        return indexed(object, index.make(object));
    }

    private Holding indexed(CatalogueObject object, Leaves leaves) {
        return new LeafHolding(leaves, range -> {
            try {
                return lists.within(object, range, PAGE);
            } catch (SQLException e) {
                throw new ReadingFailed(e);
            }
        });
    }

    /** What is done with what is held. */
    @FunctionalInterface
    interface Use<T> {
        T of(Holdings holdings) throws SQLException;
    }

    /** Reads what is held, all as it is at one moment, and keeps what was found out on the way. */
    static <T> T read(SiteContext site, Work.Source source, Use<T> use) {
        return read(site, source, use, true);
    }

    /** The same, where keeping may not be wanted. */
    static <T> T read(SiteContext site, Work.Source source, Use<T> use, boolean keep) {
        Map<String, Kept> unsaved = new HashMap<>();
        List<UUID> business = new ArrayList<>();
        T result = site.database().reading(tx -> {
            Holdings holdings = new Holdings(source.in(tx));
            try {
                return use.of(holdings);
            } catch (ReadingFailed e) {
                throw e.sql();
            } finally {
                unsaved.putAll(holdings.index.unsaved());
                business.add(holdings.work.scope.business());
            }
        });
        if (keep && !unsaved.isEmpty()) {
            site.database().inTransaction(tx -> {
                DigestIndex kept = new DigestIndex(tx);
                for (Map.Entry<String, Kept> one : unsaved.entrySet()) {
                    kept.save(business.get(0).toString(), one.getKey(), one.getValue());
                }
                return true;
            });
        }
        return result;
    }

    /** Carries an exception of the database through code that knows nothing of databases. */
    static final class ReadingFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SQLException sql;

        ReadingFailed(SQLException cause) {
            super(cause);
            this.sql = cause;
        }

        SQLException sql() {
            return sql;
        }
    }
}
