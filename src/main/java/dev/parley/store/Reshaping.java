package dev.parley.store;

import dev.parley.store.CapturePlan.Kept;
import java.util.ArrayList;
import java.util.List;

/** Moves what is captured into a new capture table, where an engine can do so within a transaction. */
final class Reshaping {

    /** Makes an old value fit the column that takes it. */
    @FunctionalInterface
    interface Cast {
        String of(Kept kept, String value);
    }

    private Reshaping() {}

    /**
     * The statements.
     *
     * @param installed what the present capture table keeps
     * @param filled what is to be done when the new table has its rows and still a name of its own
     */
    static List<String> statements(
            CaptureSql sql,
            CapturePlan plan,
            CaptureTarget target,
            InstalledCapture installed,
            Cast cast,
            List<String> filled) {
        String capture = target.names().captureTable();
        String fresh = capture + "_new";
        List<String> into = new ArrayList<>(List.of("place", "op", "at", "user_name", "session"));
        List<String> from = new ArrayList<>(into);
        for (Kept kept : plan.kept(target)) {
            int before = installed.columns().indexOf(kept.name()) + 1;
            if (before == 0) {
                continue;
            }
            for (String side : List.of("o", "n")) {
                into.add(side + kept.number());
                from.add(cast.of(kept, side + before));
                if (kept.pointed().isPresent() && installed.pointed().contains(kept.name())) {
                    into.add(side + "u" + kept.number());
                    from.add(side + "u" + before);
                }
            }
        }
        List<String> statements = new ArrayList<>(sql.table(plan, target, fresh));
        statements.add("insert into %s (%s) select %s from %s"
                .formatted(fresh, String.join(", ", into), String.join(", ", from), capture));
        statements.addAll(filled);
        statements.add("drop table " + capture);
        statements.add("alter table %s rename to %s".formatted(fresh, capture));
        return statements;
    }
}
