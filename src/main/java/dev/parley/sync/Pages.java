package dev.parley.sync;

import dev.parley.digest.ListComparison;
import dev.parley.wire.Listing;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/** A list of records and their versions, fetched page by page as it is read. */
final class Pages implements Iterator<ListComparison.Entry> {

    private static final int PAGE = 20_000;

    private final Source source;
    private Iterator<Listing.Entry> page = List.<Listing.Entry>of().iterator();
    private Optional<UUID> after = Optional.empty();
    private boolean more = true;

    /** Where pages come from. */
    @FunctionalInterface
    interface Source {
        Listing page(Optional<UUID> after, int limit);
    }

    Pages(Source source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && more) {
            Listing next = source.page(after, PAGE);
            page = next.entries().iterator();
            more = next.more() && !next.entries().isEmpty();
        }
        return page.hasNext();
    }

    @Override
    public ListComparison.Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Listing.Entry entry = page.next();
        after = Optional.of(entry.record());
        return new ListComparison.Entry(
                entry.record(), entry.version().high(), entry.version().low());
    }
}
