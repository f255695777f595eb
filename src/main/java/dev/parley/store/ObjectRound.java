package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Clock;
import dev.parley.merge.Derived;
import dev.parley.merge.Fields;
import dev.parley.merge.Value;
import dev.parley.merge.Version;
import dev.parley.store.ChangeLog.Addition;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One object's part of a round of the sequencer: its captured rows, record by record, become changes. */
final class ObjectRound implements ChangeSource {

    /** What happened to one record: before is absent for an insert, after for a delete. */
    private record Event(
            Captured captured,
            @Nullable CapturedRecord before,
            @Nullable CapturedRecord after) {}

    private final Tx tx;
    private final Catalogue catalogue;
    private final CatalogueObject object;
    private final Origin origin;
    private final Translation translation;
    private final UuidMaps maps;
    private final Map<UUID, List<Event>> events = new LinkedHashMap<>();
    private final List<Addition> writes = new ArrayList<>();
    private final List<Addition> deletes = new ArrayList<>();
    private final List<Field> named;
    private final List<String> keyFields;
    private final String name;
    private Map<UUID, Map<String, Value>> waiting = Map.of();

    ObjectRound(
            Tx tx, Catalogue catalogue, CatalogueObject object, Origin origin, Translation translation, UuidMaps maps) {
        this.tx = tx;
        this.catalogue = catalogue;
        this.object = object;
        this.origin = origin;
        this.translation = translation;
        this.maps = maps;
        this.named = object.named();
        this.keyFields = object.keyFields();
        this.name = object.name();
    }

    @Override
    public Taken take(List<Captured> captured) throws SQLException {
        if (captured.isEmpty()) {
            return Taken.NOTHING;
        }
        translation.prepare(object);
        sort(captured);
        waiting = waiting();
        RecordIndex index = new RecordIndex(tx);
        Map<UUID, Touched> known = index.find(name, events.keySet());
        Map<UUID, Map<String, Value>> large =
                new LargeFields(tx, catalogue, object, maps).before(firsts(known), captured);
        List<Touched> save = new ArrayList<>();
        for (Map.Entry<UUID, List<Event>> entry : events.entrySet()) {
            RecordRound round = new RecordRound(entry.getKey(), known.get(entry.getKey()));
            for (Event event : entry.getValue()) {
                round.take(event, large.getOrDefault(entry.getKey(), Map.of()));
            }
            round.touched().ifPresent(save::add);
            (round.here ? writes : deletes).addAll(round.additions);
        }
        index.save(save, known.keySet());
        return new Taken(captured, captured.size(), writes, deletes);
    }

    private void sort(List<Captured> captured) throws SQLException {
        for (Captured each : captured) {
            CapturedRecord before = each.before().isPresent()
                    ? translation.record(object, each.before().get()).orElse(null)
                    : null;
            CapturedRecord after = each.after().isPresent()
                    ? translation.record(object, each.after().get()).orElse(null)
                    : null;
            if (before != null && after != null && moved(before, after)) {
                add(before.record(), new Event(each, before, null));
                add(after.record(), new Event(each, null, after));
            } else if (before != null) {
                add(before.record(), new Event(each, before, after));
            } else if (after != null) {
                add(after.record(), new Event(each, null, after));
            }
        }
    }

    /** Whether the row became another record, or another business's: then the one was deleted and the other added. */
    private static boolean moved(CapturedRecord before, CapturedRecord after) {
        return !before.record().equals(after.record()) || !before.business().equals(after.business());
    }

    private void add(UUID record, Event event) {
        events.computeIfAbsent(record, key -> new ArrayList<>()).add(event);
    }

    private Map<UUID, Map<String, Value>> waiting() throws SQLException {
        Map<UUID, Map<String, Value>> byRecord = new HashMap<>();
        for (Waiting.Entry entry : new Waiting(tx).of(name, events.keySet())) {
            byRecord.computeIfAbsent(entry.record(), key -> new HashMap<>()).put(entry.field(), entry.value(maps));
        }
        return byRecord;
    }

    /** For each record that is touched for the first time: what its row was before, large fields that were not captured aside. */
    private Map<UUID, Captured> firsts(Map<UUID, Touched> known) {
        Map<UUID, Captured> firsts = new HashMap<>();
        events.forEach((record, list) -> {
            boolean whole = list.stream().allMatch(event -> event.captured().whole());
            if (!whole
                    && !known.containsKey(record)
                    && list.get(0).before() != null
                    && list.get(0).after() != null) {
                firsts.put(record, list.get(0).captured());
            }
        });
        return firsts;
    }

    /** One record's part. */
    private final class RecordRound {
        private final UUID record;
        private final List<Addition> additions = new ArrayList<>();
        private final @Nullable Touched known;
        private final Set<String> dropped = new LinkedHashSet<>();
        private List<UUID> heads;
        private Version version;
        private long newest;
        private OptionalLong localId;
        private String business;
        private boolean here;
        private boolean there;
        private boolean doubled;

        RecordRound(UUID record, @Nullable Touched known) {
            this.record = record;
            this.known = known;
            this.heads = known == null ? List.of() : known.heads();
            this.version = known == null ? Version.NONE : known.version();
            this.newest = known == null ? Long.MIN_VALUE : known.newest();
            this.localId = known == null ? OptionalLong.empty() : known.localId();
            this.business = known == null ? "" : known.business();
            this.here = true;
            this.there = known != null && (known.state() == State.HERE || known.state() == State.PART);
        }

        void take(Event event, Map<String, Value> large) throws SQLException {
            CapturedRecord before = event.before();
            CapturedRecord after = event.after();
            CapturedRecord either = after != null ? after : before;
            if (either == null) {
                return;
            }
            business = either.business();
            localId = either.id().isPresent() ? either.id() : localId;
            Fields changed = before != null && after != null ? changed(before, after) : Fields.NONE;
            if (before != null && version.equals(Version.NONE)) {
                if (after != null && changed.isEmpty()) {
                    return;
                }
                baseline(before, large);
            }
            // Entered under another of its uuids while its row is here: there are two rows now, and the next sync makes
            // one of them.
            doubled |= before == null && there;
            there = after != null;
            if (before == null && after != null) {
                change(event.captured(), Action.ADD, after.fields());
                dropped.addAll(after.fields().keySet());
                here = true;
            } else if (after == null && before != null) {
                change(event.captured(), Action.DELETE, keyFields(before));
                here = false;
            } else if (before != null && after != null) {
                if (!changed.isEmpty()) {
                    change(event.captured(), Action.UPDATE, changed.with(keyFields(after)));
                }
                here = true;
            }
        }

        private void baseline(CapturedRecord before, Map<String, Value> large) {
            Fields fields = before.fields().with(large).with(waiting.getOrDefault(record, Map.of()));
            append(Derived.baseline(name, record, Moments.updated(object, fields), fields));
        }

        private Fields changed(CapturedRecord before, CapturedRecord after) {
            Fields changed = after.fields().differingFrom(before.fields());
            // A reference and the field that names its object say something together only.
            for (Field field : named) {
                String naming = field.namedIn().orElseThrow();
                if (changed.containsKey(field.name()) || changed.containsKey(naming)) {
                    changed = changed.with(Map.of(
                            field.name(),
                            after.fields().getOrDefault(field.name(), Value.NULL),
                            naming,
                            after.fields().getOrDefault(naming, Value.NULL)));
                }
            }
            dropped.addAll(changed.keySet());
            return changed;
        }

        /** Every change of a keyed record carries its key, so that the row can be found without the record's history. */
        private Map<String, Value> keyFields(CapturedRecord row) {
            Map<String, Value> key = new HashMap<>();
            keyFields.forEach(field -> key.put(field, row.fields().getOrDefault(field, Value.NULL)));
            return key;
        }

        private void change(Captured captured, Action action, Map<String, Value> fields) {
            append(new Change(
                    origin.ids().next(),
                    action,
                    name,
                    record,
                    fields,
                    Clock.at(captured.at(), newest),
                    new Author(captured.user(), captured.session(), origin.site()),
                    heads));
        }

        private void append(Change change) {
            additions.add(new Addition.OfChange(change, business, OptionalLong.empty()));
            heads = List.of(change.uuid());
            newest = Math.max(newest, change.at());
            version = version.plus(change.uuid());
        }

        Optional<Touched> touched() throws SQLException {
            if (additions.isEmpty()) {
                return Optional.empty();
            }
            if (!dropped.isEmpty() && waiting.containsKey(record)) {
                new Waiting(tx).drop(name, record, dropped);
            }
            State state = known == null ? State.HERE : known.state();
            if (doubled) {
                state = State.HELD;
            } else if (state != State.HELD && (!here || state == State.GONE)) {
                state = here ? State.HERE : State.GONE;
            }
            boolean incomplete = known != null && known.incomplete();
            return Optional.of(new Touched(name, record, business, version, heads, newest, state, incomplete, localId));
        }
    }
}
