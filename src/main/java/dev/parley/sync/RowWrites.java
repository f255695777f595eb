package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Scope;
import dev.parley.merge.Change;
import dev.parley.merge.Fields;
import dev.parley.merge.RecordState;
import dev.parley.merge.Value;
import dev.parley.store.Businesses;
import dev.parley.store.Dialect;
import dev.parley.store.Dialect.BulkColumn;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.RecordRows;
import dev.parley.store.Trial;
import dev.parley.store.UuidTable;
import dev.parley.store.Waiting;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Writes rows in bulk. A batch that fails is halved until the one bad record stands alone; that one is held, with a problem. */
final class RowWrites {

    private final Work work;
    private final RowKeys keys;
    private final Renaming renaming = new Renaming();
    private final List<Stopped> stopped = new ArrayList<>();
    private boolean patient;

    RowWrites(Work work) {
        this.work = work;
        this.keys = new RowKeys(work);
    }

    /** Records that come may take over the rows of those that are to go, where nothing but the key differs. */
    void expect(List<Outcome> outcomes) {
        renaming.note(outcomes);
    }

    /** A record that a constraint kept out, of which nobody was told. */
    record Stopped(Outcome outcome, Refusal refusal) {}

    /** Whether nobody is to be told yet of what a constraint keeps out, since other records may make room for it. */
    void patient(boolean isPatient) {
        patient = isPatient;
    }

    /** What a constraint has kept out since this was asked before. */
    List<Stopped> takeStopped() {
        List<Stopped> taken = List.copyOf(stopped);
        stopped.clear();
        return taken;
    }

    /** One statement's part: what the rows of these outcomes are to be. */
    @FunctionalInterface
    private interface Step {
        void carryOut(List<Outcome> outcomes) throws SQLException;
    }

    /**
     * Inserts or updates the rows of records that are to be there.
     *
     * @param local for each record the values as they are to stand in the table
     * @return those whose row was written; those that failed are held
     */
    List<Outcome> write(CatalogueObject object, List<Outcome> outcomes, Map<Outcome, Map<String, Value>> local)
            throws SQLException {
        List<Outcome> written = new ArrayList<>();
        Map<Set<String>, List<Outcome>> inserts = new LinkedHashMap<>();
        Map<Set<String>, List<Outcome>> updates = new LinkedHashMap<>();
        Map<UUID, Set<String>> waited = waited(object, outcomes);
        for (Outcome outcome : new ByValue(work).namedFirst(object, outcomes)) {
            Map<String, Value> values = Objects.requireNonNull(local.get(outcome));
            if (outcome.row().isEmpty()) {
                inserts.computeIfAbsent(new TreeSet<>(values.keySet()), key -> new ArrayList<>())
                        .add(outcome);
            } else {
                Set<String> changed = changed(outcome, values, waited.getOrDefault(outcome.record(), Set.of()));
                if (!changed.isEmpty()) {
                    updates.computeIfAbsent(changed, key -> new ArrayList<>()).add(outcome);
                }
            }
        }
        for (Map.Entry<Set<String>, List<Outcome>> group : inserts.entrySet()) {
            Values values = new Values(object, List.copyOf(group.getKey()), local);
            halving(group.getValue(), part -> insert(values, part, Map.of()), Optional.of(values), written);
        }
        for (Map.Entry<Set<String>, List<Outcome>> group : updates.entrySet()) {
            List<String> fields = List.copyOf(group.getKey());
            Values values = new Values(object, fields, local);
            halving(group.getValue(), part -> update(values, part), Optional.of(values), written);
        }
        return written;
    }

    /**
     * What is to be written.
     *
     * @param fields those that are written
     * @param local every value as it is to stand in the table
     */
    private record Values(CatalogueObject object, List<String> fields, Map<Outcome, Map<String, Value>> local) {

        List<BulkColumn> columns() {
            return fields.stream()
                    .map(name -> new BulkColumn(object.field(name).orElseThrow()))
                    .toList();
        }

        List<Value> of(Outcome outcome) {
            Map<String, Value> values = Objects.requireNonNull(local.get(outcome));
            List<Value> row = new ArrayList<>(fields.size());
            for (String field : fields) {
                row.add(values.getOrDefault(field, Value.NULL));
            }
            return row;
        }
    }

    /**
     * Inserts rows under local ids that are given out already, as they are, or fails.
     *
     * @param ids for each record its local id
     */
    void insertUnder(
            CatalogueObject object,
            List<Outcome> outcomes,
            Map<Outcome, Map<String, Value>> local,
            Map<UUID, Value> ids)
            throws SQLException {
        Map<Set<String>, List<Outcome>> alike = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            Set<String> fields = Objects.requireNonNull(local.get(outcome)).keySet();
            alike.computeIfAbsent(new TreeSet<>(fields), key -> new ArrayList<>())
                    .add(outcome);
        }
        for (Map.Entry<Set<String>, List<Outcome>> group : alike.entrySet()) {
            insert(new Values(object, List.copyOf(group.getKey()), local), group.getValue(), ids);
        }
    }

    /** Deletes rows that nothing refers to but they each other, or fails. */
    void deleteAll(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        deleteRows(object, outcomes);
    }

    /** Deletes the rows; gives those that went. */
    List<Outcome> delete(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        List<Outcome> gone = new ArrayList<>();
        halving(outcomes, part -> deleteRows(object, part), Optional.empty(), gone);
        return gone;
    }

    /** Notes that a record can't be written now. A row that came without changes gets its baseline in the log, so that nothing is lost. */
    void hold(Outcome outcome) {
        if (!outcome.isLoad()) {
            outcome.hold();
            return;
        }
        CatalogueObject object = outcome.object();
        UUID record = outcome.record();
        Change baseline = RecordRows.Row.of(record, outcome.values()).baseline(object);
        String owner = work.scope.owner(object);
        work.append(baseline, owner, false);
        work.markWhole(object.name(), record, owner);
        RecordState state = RecordState.of(List.of(baseline));
        outcome.become(
                true,
                outcome.values(),
                Touched.of(object.name(), record, owner, state, State.HELD, OptionalLong.empty()));
    }

    private Map<UUID, Set<String>> waited(CatalogueObject object, List<Outcome> outcomes) throws SQLException {
        Map<UUID, Set<String>> waited = new HashMap<>();
        if (object.fields().stream().noneMatch(Field::refers)) {
            return waited;
        }
        for (Waiting.Entry reference : work.waiting.of(
                object.name(), outcomes.stream().map(Outcome::record).toList())) {
            waited.computeIfAbsent(reference.record(), key -> new HashSet<>()).add(reference.field());
        }
        return waited;
    }

    private static Set<String> changed(Outcome outcome, Map<String, Value> values, Set<String> waited) {
        Fields row = outcome.row().orElseThrow().fields();
        Set<String> changed =
                new TreeSet<>(Fields.of(outcome.values()).differingFrom(row).keySet());
        changed.addAll(waited);
        changed.removeIf(field -> !values.containsKey(field));
        return changed;
    }

    private void insert(Values values, List<Outcome> part, Map<UUID, Value> given) throws SQLException {
        CatalogueObject object = values.object();
        tryOut(values, part);
        List<BulkColumn> columns = new ArrayList<>();
        if (object.identity() instanceof Identity.UuidColumn uuid) {
            columns.add(new BulkColumn(uuid.column(), FieldKind.TEXT));
        }
        Optional<Value> business = Optional.empty();
        if (object.scope() instanceof Scope.Column column) {
            Businesses.Business here = work.business()
                    .orElseThrow(() -> new IllegalArgumentException("the business itself has not arrived yet"));
            business = Optional.of(Value.of(Long.toString(here.id())));
            columns.add(new BulkColumn(column.column(), FieldKind.INTEGER));
        }
        if (!given.isEmpty()) {
            columns.add(new BulkColumn(object.idColumn().orElseThrow(), FieldKind.INTEGER));
        }
        columns.addAll(values.columns());
        List<List<Value>> rows = new ArrayList<>(part.size());
        for (Outcome outcome : part) {
            List<Value> row = new ArrayList<>(columns.size());
            if (object.identity() instanceof Identity.UuidColumn) {
                row.add(Value.of(outcome.record().toString()));
            }
            business.ifPresent(row::add);
            if (!given.isEmpty()) {
                row.add(Objects.requireNonNull(given.get(outcome.record())));
            }
            row.addAll(values.of(outcome));
            rows.add(row);
        }
        if (object.identity() instanceof Identity.Beside) {
            String id = object.idColumn().orElseThrow();
            List<Value> ids = work.tx.dialect().insertGiving(work.tx, object.table(), columns, rows, id);
            UuidTable.of(object)
                    .put(
                            work.tx,
                            ids,
                            part.stream()
                                    .map(outcome -> Value.of(outcome.record().toString()))
                                    .toList());
        } else {
            work.tx.dialect().insert(work.tx, object.table(), columns, rows);
        }
    }

    /** So that no database rounds, pads or rewrites a value unseen. */
    private void tryOut(Values values, List<Outcome> part) throws SQLException {
        new Trial(work.tx, values.object().table())
                .check(values.columns(), part.stream().map(values::of).toList());
    }

    private void update(Values values, List<Outcome> part) throws SQLException {
        CatalogueObject object = values.object();
        tryOut(values, part);
        List<List<Value>> rows = new ArrayList<>(part.size());
        for (Outcome outcome : part) {
            List<Value> row = new ArrayList<>(values.of(outcome));
            row.addAll(keys.values(object, outcome.row().orElseThrow()));
            rows.add(row);
        }
        work.tx.dialect().update(work.tx, object.table(), values.columns(), keys.columns(object), rows);
    }

    private void deleteRows(CatalogueObject object, List<Outcome> part) throws SQLException {
        List<List<Value>> rows = new ArrayList<>(part.size());
        for (Outcome outcome : part) {
            rows.add(keys.values(object, outcome.row().orElseThrow()));
        }
        for (Field field : object.references()) {
            if (field.nullable() && field.reference().orElseThrow().target().equals(object.name())) {
                List<List<Value>> cleared = new ArrayList<>();
                for (List<Value> row : rows) {
                    List<Value> values = new ArrayList<>(List.of(Value.NULL));
                    values.addAll(row);
                    cleared.add(values);
                }
                work.tx
                        .dialect()
                        .update(work.tx, object.table(), List.of(new BulkColumn(field)), keys.columns(object), cleared);
            }
        }
        keys.delete(object, rows);
    }

    private void halving(List<Outcome> outcomes, Step step, Optional<Values> values, List<Outcome> done)
            throws SQLException {
        if (outcomes.isEmpty()) {
            return;
        }
        Dialect dialect = work.tx.dialect();
        Savepoint savepoint = work.tx.connection().setSavepoint();
        try {
            step.carryOut(outcomes);
            work.tx.connection().releaseSavepoint(savepoint);
            done.addAll(outcomes);
            return;
        } catch (SQLException failure) {
            if (dialect.isPassing(failure) || dialect.isDisconnect(failure)) {
                throw failure;
            }
            work.tx.connection().rollback(savepoint);
            if (outcomes.size() == 1) {
                Outcome bad = outcomes.get(0);
                if (values.isPresent() && dialect.isConstraint(failure) && takesOver(bad, values.get())) {
                    done.add(bad);
                } else {
                    refuse(bad, values, Refusal.of(failure, dialect));
                }
            }
        } catch (IllegalArgumentException refused) {
            work.tx.connection().rollback(savepoint);
            if (outcomes.size() == 1) {
                refuse(outcomes.get(0), values, Refusal.of(refused));
            }
        }
        if (outcomes.size() > 1) {
            int middle = outcomes.size() / 2;
            halving(outcomes.subList(0, middle), step, values, done);
            halving(outcomes.subList(middle, outcomes.size()), step, values, done);
        }
    }

    /** Gives the record the row of one that is to go and is the same but for its key; gives whether there is such a row and it could be altered. */
    private boolean takesOver(Outcome fresh, Values values) throws SQLException {
        Optional<Outcome> old = renaming.before(fresh);
        if (old.isEmpty()) {
            return false;
        }
        Savepoint savepoint = work.tx.connection().setSavepoint();
        fresh.standsIn(old.get().row().orElseThrow());
        try {
            update(values, List.of(fresh));
            work.tx.connection().releaseSavepoint(savepoint);
            old.get().hasNoRow();
            return true;
        } catch (SQLException refused) {
            if (work.tx.dialect().isPassing(refused) || work.tx.dialect().isDisconnect(refused)) {
                throw refused;
            }
            work.tx.connection().rollback(savepoint);
            fresh.hasNoRow();
            return false;
        }
    }

    private void refuse(Outcome bad, Optional<Values> values, Refusal refusal) throws SQLException {
        if (patient && refusal.constraint() && bad.exists() && !bad.isLoad()) {
            bad.hold();
            stopped.add(new Stopped(bad, refusal));
            return;
        }
        Optional<Trial.Fault> fault = Optional.empty();
        if (values.isPresent() && !refusal.constraint()) {
            fault = new Trial(work.tx, bad.object().table())
                    .fault(values.get().columns(), values.get().of(bad));
        }
        hold(bad);
        refusal.tell(work, bad, fault);
    }
}
