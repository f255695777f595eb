package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Clock;
import dev.parley.merge.Derived;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.merge.Version;
import dev.parley.store.ChangeLog.Addition;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One record's part of a round, where the application keeps the history: each entry becomes a change, and what the row says beyond that,
 * an edit of nobody. The row is what the application shows, so it is right.
 */
final class HistoryRecord {

    /** What has to be looked up for a record, and seldom is. */
    interface Lookup {
        /** Every change that the log has of the record. */
        Collection<Change> changes(UUID record) throws SQLException;
    }

    private final CatalogueObject object;
    private final Origin origin;
    private final EntryValues values;
    private final Lookup lookup;
    private final HistorySight sight;
    private final List<Addition> additions = new ArrayList<>();
    private final Set<String> set = new LinkedHashSet<>();
    private final Map<String, Value> said = new HashMap<>();
    private boolean exists;
    private boolean strange;
    private List<UUID> heads;
    private Version version;
    private long newest;

    HistoryRecord(CatalogueObject object, Origin origin, EntryValues values, Lookup lookup, HistorySight sight) {
        this.object = object;
        this.origin = origin;
        this.values = values;
        this.lookup = lookup;
        this.sight = sight;
        this.heads = sight.known().map(Touched::heads).orElse(List.of());
        this.version = sight.known().map(Touched::version).orElse(Version.NONE);
        this.newest = sight.known().map(Touched::newest).orElse(Long.MIN_VALUE);
    }

    /** Whether the record is there at the end of the round. */
    boolean isHere() {
        return sight.after().isPresent();
    }

    /** The changes, in their order. */
    List<Addition> additions() {
        return additions;
    }

    /** The fields that got a value, so that nothing waits in them any more. */
    Set<String> set() {
        return set;
    }

    /** Makes changes of the entries and of what the row says. */
    void take() throws SQLException {
        if (sight.isNothing()) {
            return;
        }
        begin();
        sight.before().ifPresent(said::putAll);
        exists = sight.before().isPresent();
        List<HistoryEntry> entries = sight.live();
        NamedEntries named = new NamedEntries(
                values, entries, sight.before().or(sight::after).orElse(Map.of()));
        for (int i = 0; i < entries.size(); i++) {
            entry(entries, i, named);
        }
        rest();
    }

    /** What stands before all that is live: the history as it was found, and the row as it was. */
    private void begin() throws SQLException {
        if (!version.equals(Version.NONE)) {
            return;
        }
        if (!sight.found().isEmpty()) {
            FoundHistory found = new FoundHistory(object, values, sight);
            found.changes().forEach(this::append);
            found.baseline().ifPresent(this::append);
            heads = found.heads();
            strange = found.isStrange();
            if (sight.before().isPresent()) {
                // Nothing that is sent leads to what is in no entry.
                additions.add(new Addition.Whole(
                        object.name(), sight.record(), origin.ids().next(), sight.business(), OptionalLong.empty()));
            }
        } else if (sight.before().isPresent()) {
            Map<String, Value> fields = sight.start();
            append(Derived.baseline(object.name(), sight.record(), Moments.updated(object, fields), fields));
        }
    }

    private void entry(List<HistoryEntry> entries, int index, NamedEntries named) throws SQLException {
        HistoryEntry entry = entries.get(index);
        Map<String, Value> fields = new HashMap<>();
        if (!entry.isDelete()) {
            boolean last = entries.subList(index + 1, entries.size()).stream()
                    .noneMatch(later -> later.isDelete() || later.field().equals(entry.field()));
            Optional<Value> row = last ? sight.now(entry.field()) : Optional.empty();
            values.read(entry, new EntryValues.Told(row, named.name(entry)), fields);
            set.addAll(fields.keySet());
            Map<String, Value> along = along(entry, named, fields);
            said.putAll(fields);
            if (fields.isEmpty() && named.name(entry).isPresent()) {
                said.remove(entry.field());
            }
            fields.putAll(along);
            strange |= !object.fieldsByName().keySet().containsAll(fields.keySet());
        }
        boolean tells = !fields.isEmpty() || EntryValues.isIdentity(object, entry.field());
        boolean write = !entry.isDelete();
        boolean end =
                write && entries.subList(index + 1, entries.size()).stream().allMatch(HistoryEntry::isDelete);
        if (end) {
            fields.putAll(quiet());
        }
        exists = write;
        fields.putAll(sight.key());
        append(new Change(
                entry.uuid().orElseGet(() -> origin.ids().next()),
                entry.does(tells),
                object.name(),
                sight.record(),
                fields,
                entry.isFound() ? entry.at() : Clock.at(entry.at(), newest),
                new Author(entry.user(), entry.session(), origin.site()),
                heads));
    }

    /**
     * The other one of a reference and the field that names its object, since they say something together only. It is as it was before, so that it is
     * seen which of the two the entry set: where both are new, the later entry tells the two.
     */
    private Map<String, Value> along(HistoryEntry entry, NamedEntries named, Map<String, Value> fields) {
        Map<String, Value> along = new HashMap<>();
        boolean restated = Objects.equals(fields.get(entry.field()), said.get(entry.field()));
        for (String other : named.along(entry)) {
            Value value = said.get(other);
            boolean stays = named.name(entry)
                    .map(name -> value != null && name.equals(value.text()))
                    .orElse(!restated);
            if (value != null && stays && !fields.isEmpty()) {
                along.put(other, value);
            }
        }
        return along;
    }

    /** The dates of the row that went with its last edit: they are in no history. */
    private Map<String, Value> quiet() {
        Map<String, Value> quiet = new HashMap<>();
        for (String field : object.quietFields()) {
            sight.last(field)
                    .filter(value -> !value.equals(said.get(field)))
                    .ifPresent(value -> quiet.put(field, value));
        }
        said.putAll(quiet);
        return quiet;
    }

    /** What the row says and no entry. */
    private void rest() throws SQLException {
        if (sight.after().isEmpty()) {
            if (exists) {
                unlogged(Action.DELETE, sight.key());
            }
            return;
        }
        Map<String, Value> rest = new HashMap<>();
        for (Field field : object.fields()) {
            sight.now(field.name())
                    .filter(value -> !value.equals(said.getOrDefault(field.name(), Value.NULL))
                            || (!said.containsKey(field.name())
                                    && sight.before().isEmpty()))
                    .ifPresent(value -> rest.put(field.name(), value));
        }
        if (!rest.isEmpty() || !exists) {
            boolean add = version.equals(Version.NONE);
            RecordState state = state();
            rest.entrySet().removeIf(value -> Objects.equals(state.values().get(value.getKey()), value.getValue()));
            object.named()
                    .forEach(field -> together(field.name(), field.namedIn().orElseThrow(), rest));
            if (!rest.isEmpty() || !state.exists()) {
                set.addAll(rest.keySet());
                rest.putAll(sight.key());
                unlogged(add ? Action.ADD : Action.UPDATE, rest);
            }
        }
    }

    /** A reference and the field that names its object say something together only. */
    private void together(String field, String naming, Map<String, Value> rest) {
        if (rest.containsKey(field) || rest.containsKey(naming)) {
            sight.now(field).ifPresent(value -> rest.put(field, value));
            sight.now(naming).ifPresent(value -> rest.put(naming, value));
        }
    }

    private RecordState state() throws SQLException {
        List<Change> all = new ArrayList<>(sight.known().isPresent() ? lookup.changes(sight.record()) : List.of());
        changes().forEach(all::add);
        return RecordState.of(all);
    }

    private Stream<Change> changes() {
        return additions.stream()
                .flatMap(
                        addition -> addition instanceof Addition.OfChange of ? Stream.of(of.change()) : Stream.empty());
    }

    private void unlogged(Action action, Map<String, Value> fields) {
        append(Derived.unlogged(
                action,
                object.name(),
                sight.record(),
                fields,
                Clock.at(Math.max(sight.at(), 0), newest),
                origin.site(),
                heads));
    }

    private void append(Change change) {
        additions.add(new Addition.OfChange(change, sight.business(), OptionalLong.empty()));
        heads = List.of(change.uuid());
        newest = Math.max(newest, change.at());
        version = version.plus(change.uuid());
    }

    /** What the index is to say of the record; empty where nothing happened to it. */
    Optional<Touched> touched() {
        if (additions.isEmpty()) {
            return Optional.empty();
        }
        State state = sight.known().map(Touched::state).orElse(State.HERE);
        if (state != State.HELD && (!isHere() || state == State.GONE)) {
            state = isHere() ? State.HERE : State.GONE;
        }
        if (state == State.HERE && strange) {
            state = State.PART;
        }
        return Optional.of(new Touched(
                object.name(),
                sight.record(),
                sight.business(),
                version,
                heads,
                newest,
                state,
                sight.known().map(Touched::incomplete).orElse(false),
                sight.id()));
    }
}
