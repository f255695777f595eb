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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rows that a delete takes along by foreign keys, or that it makes forget it, for which InnoDB fires no triggers. They are looked up
 * before the delete: those that point to the row itself, and where these are pointed to in turn, all that hang on them, however deep.
 * Foreign keys of one column are followed, as they are for references.
 */
final class MariaDbCascades {

    private static final Dialect DIALECT = new MariaDbDialect();

    /** A foreign key, from the rows that it acts upon to the column that they point to. */
    private record Edge(Table from, String column, Node to, OnDelete action) {}

    /** A column that others point to. */
    private record Node(String table, String column) {}

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
        Set<String> seen = new java.util.HashSet<>(open);
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
                if (key.target().equalsIgnoreCase(table)
                        && key.onDelete() != OnDelete.RESTRICT
                        && key.columns().size() == 1) {
                    Node to = new Node(
                            table.toLowerCase(Locale.ROOT),
                            key.targetColumns().get(0).toLowerCase(Locale.ROOT));
                    edges.add(new Edge(from, key.columns().get(0), to, key.onDelete()));
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
                    .map(node -> " and not (c.%1$s <=> old.%1$s)".formatted(DIALECT.quote(node.column())))
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
                                values(kept, edge.column(), ""),
                                values(kept, edge.column(), edge.column()),
                                DIALECT.quote(target.table()),
                                hangsOn(edge, doomed, deep),
                                taken.isEmpty() ? "false" : taken));
            }
        }
    }

    private static String list(List<Kept> kept, String side) {
        return kept.stream().map(k -> side + k.number()).collect(joining(", "));
    }

    /** The row's values where one column changes, that one as null where it is forgotten. What is large is told only where the row moves. */
    private static String values(List<Kept> kept, String changing, String forgotten) {
        boolean moves = kept.stream().anyMatch(k -> k.moves() && k.name().equalsIgnoreCase(changing));
        return kept.stream()
                .map(k -> (k.large() && !moves) || k.name().equalsIgnoreCase(forgotten)
                        ? "null"
                        : MariaDbCapture.value(k, "c"))
                .collect(joining(", "));
    }

    private String hangsOn(Edge edge, Map<Node, Integer> doomed, boolean deep) {
        String column = "c." + DIALECT.quote(edge.column());
        return deep
                ? "%s in (select %s from doomed d where d.node = %d)"
                        .formatted(column, key(edge, "d.id"), doomed.get(edge.to()))
                : "%s = old.%s".formatted(column, DIALECT.quote(edge.to().column()));
    }

    /** All that goes and that others point to, by the column that they point to: first the row itself, then what hangs on that. */
    private String recursion(List<Edge> edges, Map<Node, Integer> doomed) {
        List<String> parts = new ArrayList<>();
        doomed.forEach((node, number) -> {
            if (isOld(node, doomed)) {
                parts.add("select %d as node, cast(old.%s as char(190) character set utf8mb4) as id"
                        .formatted(number, DIALECT.quote(node.column())));
            }
        });
        for (Edge edge : edges) {
            doomed.forEach((node, number) -> {
                if (edge.action() == OnDelete.CASCADE && edge.from().name().equalsIgnoreCase(node.table())) {
                    parts.add(
                            "select %d, cast(c.%s as char(190) character set utf8mb4) from doomed d join %s c on d.node = %d and c.%s = %s"
                                    .formatted(
                                            number,
                                            DIALECT.quote(node.column()),
                                            DIALECT.quote(edge.from().name()),
                                            doomed.get(edge.to()),
                                            DIALECT.quote(edge.column()),
                                            key(edge, "d.id")));
                }
            });
        }
        return "with recursive doomed as (\n" + String.join("\nunion\n", parts) + ")\n";
    }

    /** The key in the referring column's own kind, so that its index serves. */
    private static String key(Edge edge, String id) {
        boolean number = edge.from()
                .column(edge.column())
                .flatMap(Column::kind)
                .equals(java.util.Optional.of(FieldKind.INTEGER));
        return number ? "cast(%s as integer)".formatted(id) : id + " collate utf8mb4_bin";
    }

    private static boolean isOld(Node node, Map<Node, Integer> doomed) {
        return node.table().equals(doomed.keySet().iterator().next().table());
    }
}
