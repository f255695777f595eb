package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Scope;
import dev.parley.digest.ContentHash;
import dev.parley.digest.Entry;
import dev.parley.digest.Range;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.RowScan;
import dev.parley.store.RowSums;
import dev.parley.store.Waiting;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What the rows of one object hold in the link's business, over the fields that both sites have: by canonical uuid, references by canonical
 * uuid, what waits laid over. It reads the rows themselves; no index and no log says what stands in them.
 */
final class ContentRows {

    private static final int PAGE = 1000;

    private final Work work;
    private final CatalogueObject object;
    private final byte[] name;
    private final int[] columns;
    private final ContentHash hash = new ContentHash();
    private final boolean keyed;

    /**
     * Of an object.
     *
     * @param names the fields, in order of name
     */
    ContentRows(Work work, CatalogueObject object, List<String> names) {
        this.work = work;
        this.object = object;
        this.name = object.name().getBytes(StandardCharsets.UTF_8);
        this.keyed = object.identity() instanceof Identity.Key;
        Map<String, Field> fields = object.fieldsByName();
        this.columns = names.stream()
                .map(fields::get)
                .mapToInt(object.fields()::indexOf)
                .toArray();
    }

    /** Whether pages of the rows can be read in order of uuid. */
    boolean isOrdered() {
        return !keyed;
    }

    /** What the database makes of all rows by itself, where it can. */
    Optional<RowSums> sums() throws SQLException {
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty() || !isPlain() || !apart().isEmpty()) {
            return Optional.empty();
        }
        List<Field> fields =
                Arrays.stream(columns).mapToObj(object.fields()::get).toList();
        return RowSums.of(work.tx, work.catalogue, object, business.get(), fields);
    }

    /** Gives all records, in no order. The transaction is busy meanwhile. */
    void all(Consumer<Entry> sink) throws SQLException {
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty()) {
            return;
        }
        Set<UUID> apart = apart();
        if (!isPlain() || (keyed && !apart.isEmpty())) {
            slowly(business.get(), apart, sink);
            return;
        }
        RowScan scan = new RowScan(work.tx, work.catalogue, work.maps, object, business.get());
        RowScan.Sink taker = (record, cells) -> {
            if (!apart.contains(record)) {
                sink.accept(entry(record, cells));
            }
            return true;
        };
        if (keyed) {
            scan.keyed(taker);
        } else {
            scan.all(taker);
        }
        rows(apart).values().forEach(row -> sink.accept(entry(row)));
    }

    private void slowly(Businesses.Business business, Set<UUID> apart, Consumer<Entry> sink) throws SQLException {
        if (keyed) {
            work.rows.keyed(object, business).forEach(row -> sink.accept(entry(row)));
            return;
        }
        pages(business, Range.ALL, apart, sink, Integer.MAX_VALUE);
        rows(apart).values().forEach(row -> sink.accept(entry(row)));
    }

    /** The records in a range, in order of uuid; where they are more than {@code most}, some more than that and not all. */
    List<Entry> within(Range range, int most) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty()) {
            return entries;
        }
        if (keyed) {
            all(entry -> {
                if (range.contains(entry.record())) {
                    entries.add(entry);
                }
            });
        } else {
            Set<UUID> apart = apart();
            if (isPlain()) {
                scan(business.get(), range, apart, entries, most);
            } else {
                pages(business.get(), range, apart, entries::add, most);
            }
            List<UUID> here = apart.stream().filter(range::contains).toList();
            rows(here).values().forEach(row -> entries.add(entry(row)));
        }
        entries.sort((a, b) -> Uuids.ORDER.compare(a.record(), b.record()));
        return entries;
    }

    private void scan(Businesses.Business business, Range range, Set<UUID> apart, List<Entry> entries, int most)
            throws SQLException {
        Optional<UUID> upTo = range.to().flatMap(Lists::before);
        Optional<UUID> after = Lists.before(range.from());
        RowScan scan = new RowScan(work.tx, work.catalogue, work.maps, object, business);
        boolean more = true;
        while (more && entries.size() <= most) {
            Optional<UUID> last = scan.inOrder(after, upTo, PAGE, (record, cells) -> {
                if (!apart.contains(record)) {
                    entries.add(entry(record, cells));
                }
                return true;
            });
            more = last.isPresent();
            after = last.or(() -> Optional.of(range.from()));
        }
    }

    private void pages(Businesses.Business business, Range range, Set<UUID> apart, Consumer<Entry> sink, int most)
            throws SQLException {
        Optional<UUID> after = Lists.before(range.from());
        long taken = 0;
        while (taken <= most) {
            List<Row> page = work.rows.after(object, business, after, PAGE);
            for (Row row : page) {
                if (!range.contains(row.uuid())) {
                    return;
                }
                if (row.record().equals(row.uuid()) && !apart.contains(row.record())) {
                    sink.accept(entry(row));
                    taken++;
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            after = Optional.of(page.get(page.size() - 1).uuid());
        }
    }

    /** The rows of these records that are here, by canonical uuid. */
    Map<UUID, Row> rows(Collection<UUID> records) throws SQLException {
        Map<UUID, Row> found = new HashMap<>();
        Optional<Businesses.Business> business = work.business();
        if (business.isEmpty() || records.isEmpty()) {
            return found;
        }
        if (!object.hasUuids()) {
            work.rows.keyed(object, business.get()).forEach(row -> found.put(row.record(), row));
            found.keySet().retainAll(new HashSet<>(records));
            return found;
        }
        Set<UUID> names = work.maps.names(object.name(), records);
        Set<UUID> ours = new HashSet<>(work.rows.inBusiness(object, business.get(), names));
        if (object.isShared()) {
            ours.addAll(work.maps.names(object.name(), work.members(object, records)));
        }
        for (Row row : work.rows.byUuid(object, ours)) {
            if (row.uuid().equals(row.record()) || !found.containsKey(row.record())) {
                found.put(row.record(), row);
            }
        }
        return found;
    }

    /** Records that a scan does not read as they are: what two uuids name, what waits, and who is tied to the business by what waits. */
    private Set<UUID> apart() throws SQLException {
        Set<UUID> apart = new LinkedHashSet<>(work.maps.all(object.name()).values());
        for (Waiting.Entry entry : work.waiting.of(object.name())) {
            apart.add(work.maps.canonical(object.name(), entry.record()));
        }
        if (object.scope() instanceof Scope.Member member) {
            for (Waiting.Entry entry : work.waiting.of(member.joinObject())) {
                if (entry.field().equals(member.field()) && entry.targetObject().equals(object.name())) {
                    apart.add(work.maps.canonical(object.name(), entry.target()));
                }
            }
        }
        return apart;
    }

    private boolean isPlain() {
        return !(object.identity() instanceof Identity.Beside)
                && object.fields().stream().noneMatch(field -> field.namedIn().isPresent());
    }

    private Entry entry(UUID record, Cells cells) {
        hash.clear();
        hash.add(name);
        for (int column : columns) {
            if (cells.isNull(column)) {
                hash.addNull();
            } else if (isBinary(column)) {
                int start = cells.start(column);
                byte[] bytes = Arrays.copyOfRange(cells.array(column), start, start + cells.length(column));
                hash.add(Base64.getEncoder().encode(bytes));
            } else {
                hash.add(cells.array(column), cells.start(column), cells.length(column));
            }
        }
        return hash.entry(record);
    }

    private boolean isBinary(int column) {
        Field field = object.fields().get(column);
        return field.kind() == FieldKind.BINARY && field.reference().isEmpty();
    }

    private Entry entry(Row row) {
        hash.clear();
        hash.add(name);
        for (int column : columns) {
            Value value = row.fields().getOrDefault(object.fields().get(column).name(), Value.NULL);
            if (value.isNull()) {
                hash.addNull();
            } else {
                hash.add(value.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        return hash.entry(row.record());
    }
}
