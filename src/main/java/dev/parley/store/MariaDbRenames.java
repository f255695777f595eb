package dev.parley.store;

import static java.util.stream.Collectors.joining;

import dev.parley.catalogue.Field;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import dev.parley.catalogue.Schema.Table;
import dev.parley.store.CapturePlan.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that an update alters by foreign keys (an article gets another code, and so do its prices), for which InnoDB fires no triggers. They are
 * written down before the update. Local ids are left out: what points to a row goes on pointing to it when that gets another.
 */
final class MariaDbRenames {

    private static final Dialect DIALECT = new MariaDbDialect();

    private final CapturePlan plan;
    private final List<String> statements = new ArrayList<>();

    MariaDbRenames(CapturePlan plan) {
        this.plan = plan;
    }

    /**
     * Rows that an update reaches.
     *
     * @param alias how their table is called in the statement
     * @param from what stands in the statement's from
     * @param where which they are
     * @param changes what their columns become, by name in lower case
     * @param line the tables through which they were reached
     */
    private record Reached(
            Table table, String alias, String from, String where, Map<String, String> changes, List<String> line) {

        String column(String name) {
            return alias + "." + DIALECT.quote(name);
        }
    }

    /** Statements that write down what an update of the row {@code old} to {@code new} alters elsewhere; none where it can't. */
    List<String> of(String name) {
        statements.clear();
        plan.schema().table(name).ifPresent(table -> {
            Map<String, String> changes = new HashMap<>();
            table.columns().forEach(column -> changes.put(lower(column.name()), "new." + DIALECT.quote(column.name())));
            follow(new Reached(table, "old", "", "", changes, List.of(lower(table.name()))));
        });
        return List.copyOf(statements);
    }

    private void follow(Reached parent) {
        for (Table table : plan.schema().tables()) {
            if (parent.line().contains(lower(table.name()))) {
                // InnoDB refuses to go round in a circle.
                continue;
            }
            for (ForeignKey key : table.foreignKeys()) {
                if (key.onUpdate() != OnDelete.RESTRICT
                        && key.target().equalsIgnoreCase(parent.table().name())) {
                    reach(parent, table, key).ifPresent(reached -> {
                        write(reached);
                        follow(reached);
                    });
                }
            }
        }
    }

    private Optional<Reached> reach(Reached parent, Table table, ForeignKey key) {
        String alias = "c" + parent.line().size();
        Map<String, String> changes = new HashMap<>();
        List<String> same = new ArrayList<>();
        List<String> differ = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            String target = key.targetColumns().get(i);
            String changed = parent.changes().get(lower(target));
            same.add("%s.%s = %s".formatted(alias, DIALECT.quote(column), parent.column(target)));
            if (changed != null) {
                changes.put(lower(column), key.onUpdate() == OnDelete.CASCADE ? changed : "null");
                differ.add("not (binary %s <=> binary %s)".formatted(parent.column(target), changed));
            } else if (key.onUpdate() == OnDelete.SET_NULL) {
                changes.put(lower(column), "null");
            }
        }
        if (differ.isEmpty()) {
            return Optional.empty();
        }
        String on = String.join(" and ", same);
        String when = "(" + String.join(" or ", differ) + ")";
        String quoted = DIALECT.quote(table.name()) + " " + alias;
        List<String> line = new ArrayList<>(parent.line());
        line.add(lower(table.name()));
        return Optional.of(
                parent.from().isEmpty()
                        ? new Reached(table, alias, quoted, when + " and " + on, changes, line)
                        : new Reached(
                                table,
                                alias,
                                parent.from() + " join " + quoted + " on " + on,
                                parent.where() + " and " + when,
                                changes,
                                line));
    }

    private void write(Reached reached) {
        Optional<CaptureTarget> target = plan.ofTable(reached.table().name());
        if (target.isEmpty()) {
            return;
        }
        List<Kept> kept = plan.kept(target.get());
        boolean plain = kept.stream()
                .filter(k -> reached.changes().containsKey(lower(k.name())))
                .anyMatch(k -> !isReference(target.get(), k));
        if (!plain) {
            return;
        }
        boolean moves =
                kept.stream().anyMatch(k -> k.moves() && reached.changes().containsKey(lower(k.name())));
        statements.add("""
                insert into %s (op, at, user_name, session, %s, %s)
                select 'U', %s, %s, %s
                from %s
                where %s""".formatted(
                        target.get().names().captureTable(),
                        kept.stream().map(k -> "o" + k.number()).collect(joining(", ")),
                        kept.stream().map(k -> "n" + k.number()).collect(joining(", ")),
                        MariaDbCapture.AUTHOR,
                        values(reached, kept, moves, Map.of()),
                        values(reached, kept, moves, reached.changes()),
                        reached.from(),
                        reached.where()));
    }

    private static String values(Reached reached, List<Kept> kept, boolean moves, Map<String, String> changes) {
        return kept.stream()
                .map(k -> k.large() && !moves
                        ? "null"
                        : changes.getOrDefault(lower(k.name()), MariaDbCapture.value(k, reached.alias())))
                .collect(joining(", "));
    }

    private static boolean isReference(CaptureTarget target, Kept kept) {
        return target.object()
                .flatMap(object -> object.field(kept.name()))
                .filter(Field::refers)
                .isPresent();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
