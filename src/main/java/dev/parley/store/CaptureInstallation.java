package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.HistoryTable;
import dev.parley.catalogue.Schema;
import dev.parley.store.CapturePlan.Kept;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Puts Parley's own tables, capture tables and triggers into a database, says what is amiss with them, and takes them away. */
public final class CaptureInstallation {

    /** What is amiss with an object's capture. */
    public record Finding(String object, Trouble trouble, String message) {}

    /** The kinds of what may be amiss. */
    public enum Trouble {
        /** The object's table is not there. */
        TABLE_GONE,
        /** Nothing is captured of it. */
        NOT_INSTALLED,
        /** Its table or the catalogue changed since. */
        OUT_OF_DATE,
        /** A trigger is gone or switched off. */
        TRIGGER_MISSING,
        /** What is captured of it has nowhere to go. */
        CAPTURE_TABLE_MISSING,
        /** Rows have no uuid, since they were written while triggers were off. */
        UUIDS_MISSING,
        /** Several rows have one number, so they have one uuid. */
        NUMBERS_SHARED,
        /** A trigger of Parley's stands on it that belongs to nothing. */
        LEFT_OVER
    }

    private static final Pattern CAPTURE_TABLE = Pattern.compile(CaptureNames.PREFIX + "\\d+(_new)?");

    private final Database database;
    private final GivenUuids given;
    private final CaptureSql sql;

    /** For that database, with random uuids for rows that have none. */
    public CaptureInstallation(Database database) {
        // No matter when: comparing divides records by how their uuids begin, so these are to lie all over.
        this(database, UUID::randomUUID);
    }

    /**
     * For that database.
     *
     * @param ids where rows get uuids from that have none
     */
    public CaptureInstallation(Database database, Ids ids) {
        this.database = database;
        this.given = new GivenUuids(ids);
        this.sql = database.dialect().capture();
    }

    /**
     * Installs what is missing and brings up to date what is not, for every object; takes away what belongs to none. What is captured
     * stays, but for columns that are gone. Can be done again and again.
     */
    public void install(Catalogue catalogue, Schema schema) {
        database.createOwnTables();
        Standing standing = database.reading(this::standing);
        CapturePlan plan = plan(catalogue, schema, standing);
        for (InstalledCapture installed : standing.installed().values()) {
            if (!plan.targets().containsKey(installed.name())) {
                database.inTransaction(tx -> remove(tx, installed, standing));
            }
        }
        for (CaptureTarget target : plan.targets().values()) {
            Optional<InstalledCapture> before =
                    Optional.ofNullable(standing.installed().get(target.name()));
            if (!isUpToDate(plan, target, before, standing)) {
                database.inTransaction(tx -> install(tx, plan, target, before, standing));
            } else if (CapturePlan.uuids(target).isPresent()) {
                database.inTransaction(tx -> given.fill(tx, target, false));
            }
        }
    }

    /** What is amiss; empty where all is well. */
    public List<Finding> check(Catalogue catalogue, Schema schema) {
        return database.reading(tx -> {
            Standing standing = standing(tx);
            List<Finding> findings = new ArrayList<>();
            List<CatalogueObject> there = new ArrayList<>();
            for (CatalogueObject object : catalogue.objects()) {
                if (schema.table(object.table()).isPresent()) {
                    there.add(object);
                } else {
                    findings.add(new Finding(
                            object.name(), Trouble.TABLE_GONE, "The table %s is not there.".formatted(object.table())));
                }
            }
            CapturePlan plan = plan(new Catalogue(there), schema, standing);
            for (CaptureTarget target : plan.targets().values()) {
                check(plan, target, standing, findings);
                if (standing.installed().containsKey(target.name()) && hasUuids(target, standing)) {
                    findings.addAll(given.check(tx, target));
                }
            }
            standing.triggers().forEach((trigger, table) -> {
                if (plan.targets().values().stream()
                        .noneMatch(target -> triggers(plan, target).containsKey(trigger))) {
                    findings.add(new Finding(
                            "",
                            Trouble.LEFT_OVER,
                            "The trigger %s on %s belongs to nothing that is synced.".formatted(trigger, table)));
                }
            });
            return findings;
        });
    }

    /** Takes all of it away: triggers, capture tables with what is in them, and Parley's own tables. */
    public void uninstall() {
        database.inTransaction(tx -> {
            Standing standing = standing(tx);
            for (Map.Entry<String, String> trigger :
                    sql.installed(tx.connection()).entrySet()) {
                execute(tx, sql.drop(trigger.getKey(), trigger.getValue()));
            }
            execute(tx, sql.dropRest(tx.connection()));
            for (String table : standing.tables()) {
                if (OwnTables.NAMES.contains(table)
                        || CAPTURE_TABLE.matcher(table).matches()
                        || UuidTable.NAMES.matcher(table).matches()) {
                    execute(tx, List.of("drop table " + database.dialect().quote(table)));
                }
            }
            return true;
        });
    }

    /** What there is of Parley in the database: its tables, its triggers with theirs, and what it has written of them. */
    private record Standing(
            Set<String> tables, Map<String, String> triggers, Map<String, InstalledCapture> installed) {}

    private Standing standing(Tx tx) throws SQLException {
        Set<String> tables = new LinkedHashSet<>();
        String catalog = tx.connection().getCatalog();
        String space = tx.connection().getSchema();
        try (ResultSet row =
                tx.connection().getMetaData().getTables(catalog, space, "parley%", new String[] {"TABLE"})) {
            while (row.next()) {
                tables.add(row.getString("TABLE_NAME"));
            }
        }
        return new Standing(
                tables,
                new TreeMap<>(sql.standing(tx.connection())),
                tables.contains("parley_object") ? InstalledCapture.all(tx) : Map.of());
    }

    private Map<String, List<String>> triggers(CapturePlan plan, CaptureTarget target) {
        if (target.history().isPresent()) {
            String trigger = target.names().trigger("entry");
            return Map.of(trigger, sql.marking(plan, target.history().get(), trigger));
        }
        return sql.triggers(plan, target);
    }

    private List<String> table(CapturePlan plan, CaptureTarget target) {
        return target.history().isPresent()
                ? List.of()
                : sql.table(plan, target, target.names().captureTable());
    }

    private CapturePlan plan(Catalogue catalogue, Schema schema, Standing standing) {
        Map<String, CaptureTarget> targets = new LinkedHashMap<>();
        int next = 1
                + standing.installed().values().stream()
                        .mapToInt(InstalledCapture::number)
                        .max()
                        .orElse(0);
        for (CatalogueObject object : catalogue.objects()) {
            InstalledCapture before = standing.installed().get(object.name());
            targets.put(object.name(), CaptureTarget.of(object, before == null ? next++ : before.number()));
        }
        String space = database.reading(
                tx -> Optional.ofNullable(tx.connection().getSchema()).orElse(""));
        CapturePlan objects = new CapturePlan(space, sql.uuidType(), catalogue, schema, targets);
        for (HistoryTable history : HistoryMarks.tables(catalogue)) {
            InstalledCapture before = standing.installed().get(HistoryMarks.nameOf(history));
            CaptureTarget target =
                    CaptureTarget.of(HistoryMarks.of(catalogue, history, before == null ? next++ : before.number()));
            targets.put(target.name(), target);
        }
        for (String table : sql.moreTables(objects)) {
            InstalledCapture before = standing.installed().get(CaptureTarget.nameOf(table));
            CaptureTarget target = CaptureTarget.of(table, before == null ? next++ : before.number());
            targets.put(target.name(), target);
        }
        return new CapturePlan(space, sql.uuidType(), catalogue, schema, targets);
    }

    private boolean isUpToDate(
            CapturePlan plan, CaptureTarget target, Optional<InstalledCapture> before, Standing standing) {
        return before.isPresent()
                && before.orElseThrow().signature().equals(signature(plan, target))
                && hasTable(target, standing)
                && hasUuids(target, standing)
                && standing.triggers()
                        .keySet()
                        .containsAll(triggers(plan, target).keySet());
    }

    private static boolean hasTable(CaptureTarget target, Standing standing) {
        return target.object().isEmpty()
                || standing.tables().contains(target.names().captureTable());
    }

    private static boolean hasUuids(CaptureTarget target, Standing standing) {
        return CapturePlan.uuids(target)
                .map(uuids -> standing.tables().contains(uuids.name()))
                .orElse(true);
    }

    private boolean install(
            Tx tx, CapturePlan plan, CaptureTarget target, Optional<InstalledCapture> before, Standing standing)
            throws SQLException {
        boolean fresh = before.isEmpty() || !hasTable(target, standing);
        try {
            if (fresh) {
                execute(tx, table(plan, target));
            }
            if (!hasUuids(target, standing)) {
                execute(tx, List.of(CapturePlan.uuids(target).orElseThrow().create(tx.dialect())));
            }
            if (target.history().isEmpty()) {
                execute(tx, sql.lock(plan, target));
            }
            if (CapturePlan.uuids(target).isPresent()) {
                given.fill(
                        tx,
                        target,
                        before.isEmpty() && CapturePlan.uuids(target).get().isEmpty(tx));
            }
            for (Map.Entry<String, String> trigger : standing.triggers().entrySet()) {
                if (trigger.getKey().startsWith(target.names().captureTable() + "_")) {
                    execute(tx, sql.drop(trigger.getKey(), trigger.getValue()));
                }
            }
            if (!fresh && target.history().isEmpty()) {
                execute(tx, sql.reshape(plan, target, before.orElseThrow()));
            }
            Set<String> pointed = new LinkedHashSet<>();
            if (sql.keepsPointed()) {
                plan.kept(target).stream()
                        .filter(kept -> kept.pointed().isPresent())
                        .map(Kept::name)
                        .forEach(pointed::add);
            }
            int number = Integer.parseInt(target.names().captureTable().substring(CaptureNames.PREFIX.length()));
            new InstalledCapture(
                            number,
                            target.name(),
                            target.table(),
                            signature(plan, target),
                            target.names().columns(),
                            pointed)
                    .write(tx);
            for (List<String> statements : triggers(plan, target).values()) {
                execute(tx, statements);
            }
            if (target.history().isPresent()) {
                target.history().get().find(tx);
            }
        } finally {
            execute(tx, sql.unlock());
        }
        return true;
    }

    private boolean remove(Tx tx, InstalledCapture installed, Standing standing) throws SQLException {
        String capture = installed.names().captureTable();
        for (Map.Entry<String, String> trigger : standing.triggers().entrySet()) {
            if (trigger.getKey().startsWith(capture + "_")) {
                execute(tx, sql.drop(trigger.getKey(), trigger.getValue()));
            }
        }
        if (standing.tables().contains(capture)) {
            execute(tx, List.of("drop table " + capture));
        }
        installed.remove(tx);
        tx.update("delete from parley_entry where history = ?", installed.number());
        return true;
    }

    private void check(CapturePlan plan, CaptureTarget target, Standing standing, List<Finding> findings) {
        InstalledCapture installed = standing.installed().get(target.name());
        if (installed == null) {
            findings.add(new Finding(
                    target.name(),
                    Trouble.NOT_INSTALLED,
                    (target.history().isPresent()
                                    ? "The entries of the history %s are not read."
                                    : "Writes to %s are not captured.")
                            .formatted(target.table())));
            return;
        }
        if (!hasTable(target, standing)) {
            findings.add(new Finding(
                    target.name(),
                    Trouble.CAPTURE_TABLE_MISSING,
                    "The capture table %s is not there, so writes to %s fail."
                            .formatted(target.names().captureTable(), target.table())));
        }
        if (!hasUuids(target, standing)) {
            findings.add(new Finding(
                    target.name(),
                    Trouble.UUIDS_MISSING,
                    "The table %s is not there, so writes to %s fail."
                            .formatted(CapturePlan.uuids(target).orElseThrow().name(), target.table())));
        }
        if (!installed.signature().equals(signature(plan, target))) {
            findings.add(new Finding(target.name(), Trouble.OUT_OF_DATE, difference(installed, target)));
        }
        for (String trigger : triggers(plan, target).keySet()) {
            if (!standing.triggers().containsKey(trigger)) {
                findings.add(new Finding(
                        target.name(),
                        Trouble.TRIGGER_MISSING,
                        "The trigger %s is missing on %s, or it is switched off.".formatted(trigger, target.table())));
            }
        }
    }

    private static String difference(InstalledCapture installed, CaptureTarget target) {
        Set<String> added = new LinkedHashSet<>(target.names().columns());
        installed.columns().forEach(added::remove);
        Set<String> removed = new LinkedHashSet<>(installed.columns());
        target.names().columns().forEach(removed::remove);
        if (added.isEmpty() && removed.isEmpty()) {
            return "The table %s changed since capture was installed.".formatted(target.table());
        }
        return "The table %s changed since capture was installed: columns added %s, removed %s."
                .formatted(target.table(), added, removed);
    }

    /** The same for as long as the same statements would install it. */
    private String signature(CapturePlan plan, CaptureTarget target) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            List<String> all = new ArrayList<>(List.of(target.table()));
            all.addAll(target.names().columns());
            all.addAll(table(plan, target));
            triggers(plan, target).values().forEach(all::addAll);
            all.forEach(text -> sha.update((text + '\0').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void execute(Tx tx, List<String> statements) throws SQLException {
        try (Statement statement = tx.connection().createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }
}
