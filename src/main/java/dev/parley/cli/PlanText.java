package dev.parley.cli;

import dev.parley.cli.Terminal.Look;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Reason;
import dev.parley.merge.Value;
import dev.parley.site.LinkPlan;
import dev.parley.sync.PlanReport.Rows;
import dev.parley.sync.PlanReport.Sums;
import dev.parley.sync.PlannedRecord;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.FieldPlan;
import dev.parley.wire.Foretold.Outlook;
import java.util.List;

/** A plan for people: the sums by object, and the first records field by field. */
final class PlanText {

    private static final int SHOWN = 48;

    private final Terminal terminal;
    private final HistoryNames names;
    private final String here;
    private final String there;

    PlanText(Terminal terminal, HistoryNames names, String here, String there) {
        this.terminal = terminal;
        this.names = names;
        this.here = here;
        this.there = there;
    }

    void tell(LinkPlan.Planned planned, List<PlannedRecord> first) {
        Sums total = planned.report().total();
        say("%s: a sync now (%s) would write %s at %s and %s at %s, with %s and %s. Nothing was changed."
                .formatted(
                        planned.link().name(),
                        planned.report().type().word(),
                        Plural.of(total.here().all(), "row"),
                        here,
                        Plural.of(total.there().all(), "row"),
                        there,
                        Plural.of(total.conflicts(), "conflict"),
                        Plural.of(total.problems(), "problem")));
        planned.report().notes().forEach(note -> say("  note: " + note.replace("`", "")));
        if (total.records() == 0) {
            return;
        }
        say("");
        Table table = new Table("object", "at " + here, "at " + there, "conflicts", "problems");
        planned.report()
                .objects()
                .forEach((object, sums) -> table.row(
                        object,
                        rows(sums.here()),
                        rows(sums.there()),
                        Long.toString(sums.conflicts()),
                        Long.toString(sums.problems())));
        table.print(terminal);
        first.forEach(this::record);
        long more = total.records() - first.size();
        if (more > 0) {
            say("");
            say("%s more: --limit %d shows all, --json is for programs."
                    .formatted(Plural.of(more, "record"), total.records()));
        }
    }

    private static String rows(Rows rows) {
        return rows.all() == 0
                ? "-"
                : "%d new, %d changed, %d gone".formatted(rows.added(), rows.updated(), rows.deleted());
    }

    private void record(PlannedRecord planned) {
        say("");
        say(terminal.styled(Look.BOLD, planned.object()) + "  " + planned.record());
        outlook("at " + here, planned.here());
        outlook("at " + there, planned.there());
        for (Conflict conflict : planned.conflicts()) {
            boolean whole = conflict.field().equals(Conflict.WHOLE);
            say("  " + terminal.styled(Look.YELLOW, "conflict")
                    + (whole ? "" : " " + conflict.field())
                    + ": %s by %s wins over %s by %s: %s"
                            .formatted(
                                    what(conflict, conflict.winner()),
                                    who(conflict.winner()),
                                    what(conflict, conflict.loser()),
                                    who(conflict.loser()),
                                    why(Reason.between(conflict.winner(), conflict.loser()))));
        }
        planned.remarks()
                .forEach(remark -> say("  "
                        + terminal.styled(
                                remark.kind().isProblem() ? Look.RED : Look.BLUE,
                                remark.kind().word())
                        + " at " + (remark.here() ? here : there) + ": " + remark.text()));
    }

    private void outlook(String at, Outlook outlook) {
        if (outlook.effect() == Effect.NONE) {
            return;
        }
        String by =
                outlook.deletedBy().map(change -> ", deleted by " + who(change)).orElse("");
        say("  " + at + ": " + terminal.styled(Look.BLUE, outlook.effect().word()) + by);
        if (outlook.effect() != Effect.DELETE) {
            outlook.fields().forEach(this::field);
        }
    }

    private void field(FieldPlan field) {
        StringBuilder line = new StringBuilder("    ").append(field.name()).append(": ");
        field.from().ifPresent(from -> line.append(shown(from)).append(" → "));
        field.to().ifPresent(to -> line.append(shown(to)));
        if (field.why() != Reason.FIRST) {
            field.by().ifPresent(change -> line.append("   (")
                    .append(who(change))
                    .append(": ")
                    .append(why(field.why()))
                    .append(')'));
        }
        say(line.toString());
    }

    private static String what(Conflict conflict, Change change) {
        return conflict.field().equals(Conflict.WHOLE)
                ? change.action().word()
                : shown(change.fields().getOrDefault(conflict.field(), Value.NULL));
    }

    private String who(Change change) {
        if (change.author().site().equals(Author.NO_SITE)) {
            return "the row as it was before Parley, of " + Moment.plain(change.at());
        }
        String user = names.person(change.author().user());
        return "%s at %s, %s".formatted(user, names.site(change.author().site()), Moment.plain(change.at()));
    }

    private static String why(Reason reason) {
        return switch (reason) {
            case FIRST -> "nothing was there";
            case KNOWING -> "made knowing what it replaces";
            case LATER -> "made later";
            case ORDER -> "made at the same time, and decided by the order of changes";
        };
    }

    private static String shown(Value value) {
        if (value.isNull()) {
            return "null";
        }
        String line = value.text().replaceAll("\\s+", " ");
        return '"' + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + '"';
    }

    private void say(String line) {
        terminal.out().println(line);
    }
}
