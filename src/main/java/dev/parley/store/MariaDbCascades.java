package dev.parley.store;

import static java.util.stream.Collectors.joining;

import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import dev.parley.catalogue.Schema.Table;
import dev.parley.store.CapturePlan.Kept;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that a delete takes along by foreign keys, or that it makes forget it, for which InnoDB fires no triggers. They are looked up
 * before the delete: those that point to the row itself, and where these are pointed to in turn, all that hang on them, however deep.
 */
final class MariaDbCascades {

    private static final Dialect DIALECT = new MariaDbDialect();

    /** A foreign key, from the rows that it acts upon to the columns that they point to, in the same order. */
    private record Edge(Table from, List<String> columns, Node to, OnDelete action) {}

    /** Columns that others point to. */
    private record Node(String table, List<String> columns) {}

    private final CapturePlan plan;

    MariaDbCascades(CapturePlan plan) {
        this.plan = plan;
    }

    /** Statements that write down what a delete of the row {@code old} of that table takes along; none where it can't. */
    List<String> of(String table) {
        Map<Node, Integer> doomed = new LinkedHashMap<>();
        List<Edge> edges = reach(table, doomed);
        boolean deep = doomed.keySet().stream().anyMatch(node -> !node.table().equalsIgnoreCase(table))
                || edges.stream()
                        .anyMatch(edge -> edge.action() == OnDelete.CASCADE
                                && edge.from().name().equalsIgnoreCase(table));
        List<String> statements = new ArrayList<>();
        for (CaptureTarget target : plan.targets().values()) {
            if (target.object().isPresent()) {
                captured(target, edges, doomed, deep, statements);
            }
        }
        return statements;
    }

    /** All foreign keys that a delete may act through; numbers the columns that they point to. */
    private List<Edge> reach(String table, Map<Node, Integer> doomed) {
        List<Edge> found = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(Set.of(table.toLowerCase(Locale.ROOT)));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String next = open.pop();
            for (Edge edge : edgesTo(next)) {
                found.add(edge);
                doomed.putIfAbsent(edge.to(), doomed.size());
                String from = edge.from().name().toLowerCase(Locale.ROOT);
                if (edge.action() == OnDelete.CASCADE && seen.add(from)) {
                    open.add(from);
                }
            }
        }
        return found;
    }

    private List<Edge> edgesTo(String table) {
        List<Edge> edges = new ArrayList<>();
        for (Table from : plan.schema().tables()) {
            for (ForeignKey key : from.foreignKeys()) {
                if (key.target().equalsIgnoreCase(table) && key.onDelete() != OnDelete.RESTRICT) {
                    List<String> columns = key.targetColumns().stream()
                            .map(column -> column.toLowerCase(Locale.ROOT))
                            .toList();
                    Node to = new Node(table.toLowerCase(Locale.ROOT), columns);
                    edges.add(new Edge(from, key.columns(), to, key.onDelete()));
                }
            }
        }
        return edges;
    }

    private void captured(
            CaptureTarget target, List<Edge> edges, Map<Node, Integer> doomed, boolean deep, List<String> statements) {
        List<Edge> into = edges.stream()
                .filter(edge -> edge.from().name().equalsIgnoreCase(target.table()))
                .toList();
        List<Kept> kept = plan.kept(target);
        String with = deep ? recursion(edges, doomed) : "";
        String taken = into.stream()
                .filter(edge -> edge.action() == OnDelete.CASCADE)
                .map(edge -> hangsOn(edge, doomed, deep))
                .collect(joining(" or "));
        if (!taken.isEmpty()) {
            // The row itself is captured when it goes.
            String self = doomed.keySet().stream()
                    .filter(node -> node.table().equalsIgnoreCase(target.table()) && isOld(node, doomed))
                    .map(node -> " and not (%s)"
                            .formatted(each(
                                    node.columns(), (column, n) -> "c.%1$s <=> old.%1$s".formatted(column), " and ")))
                    .collect(joining());
            statements.add("""
                    insert into %s (op, at, user_name, session, %s)
                    %sselect 'D', %s, %s
                    from %s c
                    where (%s)%s""".formatted(
                            target.names().captureTable(),
                            list(kept, "o"),
                            with,
                            MariaDbCapture.AUTHOR,
                            kept.stream().map(k -> MariaDbCapture.value(k, "c")).collect(joining(", ")),
                            DIALECT.quote(target.table()),
                            taken,
                            self));
            CapturePlan.uuids(target)
                    .ifPresent(uuids -> statements.add("""
                            delete from %s where id in (
                            %sselect c.%s from %s c
                            where (%s)%s)""".formatted(
                            uuids.quoted(DIALECT),
                            with,
                            DIALECT.quote(
                                    target.object().orElseThrow().idColumn().orElseThrow()),
                            DIALECT.quote(target.table()),
                            taken,
                            self)));
        }
        for (Edge edge : into) {
            if (edge.action() == OnDelete.SET_NULL) {
                statements.add("""
                        insert into %s (op, at, user_name, session, %s, %s)
                        %sselect 'U', %s, %s, %s
                        from %s c
                        where %s and (%s) is not true""".formatted(
                                target.names().captureTable(),
                                list(kept, "o"),
                                list(kept, "n"),
                                with,
                                MariaDbCapture.AUTHOR,
                                values(kept, edge.columns(), List.of()),
                                values(kept, edge.columns(), edge.columns()),
                                DIALECT.quote(target.table()),
                                hangsOn(edge, doomed, deep),
                                taken.isEmpty() ? "false" : taken));
            }
        }
    }

    private static String list(List<Kept> kept, String side) {
        return kept.stream().map(k -> side + k.number()).collect(joining(", "));
    }

    /** The row's values where columns change, some of them as null where they are forgotten. What is large is told only where the row moves. */
    private static String values(List<Kept> kept, List<String> changing, List<String> forgotten) {
        boolean moves = kept.stream().anyMatch(k -> k.moves() && isAmong(k, changing));
        return kept.stream()
                .map(k -> (k.large() && !moves) || isAmong(k, forgotten) ? "null" : MariaDbCapture.value(k, "c"))
                .collect(joining(", "));
    }

    private static boolean isAmong(Kept kept, List<String> columns) {
        return columns.stream().anyMatch(kept.name()::equalsIgnoreCase);
    }

    private String hangsOn(Edge edge, Map<Node, Integer> doomed, boolean deep) {
        List<String> to = edge.to().columns();
        if (!deep) {
            return each(
                    edge.columns(),
                    (column, n) -> "c.%s = old.%s".formatted(column, DIALECT.quote(to.get(n))),
                    " and ");
        }
        String columns = each(edge.columns(), (column, n) -> "c." + column, ", ");
        String keys = each(edge.columns(), (column, n) -> key(edge, n), ", ");
        return (to.size() == 1 ? "%s" : "(%s)").formatted(columns)
                + " in (select %s from doomed d where d.node = %d)".formatted(keys, doomed.get(edge.to()));
    }

    /** All that goes and that others point to, by the columns that they point to: first the row itself, then what hangs on that. */
    private String recursion(List<Edge> edges, Map<Node, Integer> doomed) {
        int width = doomed.keySet().stream()
                .mapToInt(node -> node.columns().size())
                .max()
                .orElse(1);
        List<String> parts = new ArrayList<>();
        doomed.forEach((node, number) -> {
            if (isOld(node, doomed)) {
                parts.add("select %d as node, %s".formatted(number, ids("old", node, width)));
            }
        });
        for (Edge edge : edges) {
            doomed.forEach((node, number) -> {
                if (edge.action() == OnDelete.CASCADE && edge.from().name().equalsIgnoreCase(node.table())) {
                    parts.add("select %d, %s from doomed d join %s c on d.node = %d and %s"
                            .formatted(
                                    number,
                                    ids("c", node, width),
                                    DIALECT.quote(edge.from().name()),
                                    doomed.get(edge.to()),
                                    each(
                                            edge.columns(),
                                            (column, n) -> "c.%s = %s".formatted(column, key(edge, n)),
                                            " and ")));
                }
            });
        }
        return "with recursive doomed as (\n" + String.join("\nunion\n", parts) + ")\n";
    }

    /** The columns of the node as texts, filled up so that all nodes have as many. */
    private static String ids(String row, Node node, int width) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String value = i < node.columns().size()
                    ? row + "." + DIALECT.quote(node.columns().get(i))
                    : "null";
            ids.add("cast(%s as char(190) character set utf8mb4) as id%d".formatted(value, i));
        }
        return String.join(", ", ids);
    }

    /** How a column is written, given its name as it stands in SQL and its place. */
    @FunctionalInterface
    private interface Writing {
        String of(String column, int place);
    }

    private static String each(List<String> columns, Writing writing, String between) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            written.add(writing.of(DIALECT.quote(columns.get(i)), i));
        }
        return String.join(between, written);
    }

    /** What was noted of the n-th column, in the referring column's own kind, so that its index serves. */
    private static String key(Edge edge, int n) {
        boolean number =
                edge.from().column(edge.columns().get(n)).flatMap(Column::kind).equals(Optional.of(FieldKind.INTEGER));
        return number ? "cast(d.id%d as integer)".formatted(n) : "d.id%d collate utf8mb4_bin".formatted(n);
    }

    private static boolean isOld(Node node, Map<Node, Integer> doomed) {
        return node.table().equals(doomed.keySet().iterator().next().table());
    }
}
