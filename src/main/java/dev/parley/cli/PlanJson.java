package dev.parley.cli;

import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Reason;
import dev.parley.merge.Value;
import dev.parley.site.LinkPlan;
import dev.parley.sync.PlanReport.Rows;
import dev.parley.sync.PlanReport.Sums;
import dev.parley.sync.PlannedRecord;
import dev.parley.wire.Foretold.FieldPlan;
import dev.parley.wire.Foretold.Outlook;
import java.util.Optional;

/** A plan, as {@code --json} prints it: a line a record, and one with the sums. */
final class PlanJson {

    private final HistoryNames names;

    PlanJson(HistoryNames names) {
        this.names = names;
    }

    Json record(PlannedRecord planned) {
        return new Json()
                .with("object", planned.object())
                .with("record", planned.record())
                .with("uuids", planned.names())
                .with("here", outlook(planned.here()))
                .with("there", outlook(planned.there()))
                .with(
                        "conflicts",
                        planned.conflicts().stream().map(this::conflict).toList())
                .with(
                        "remarks",
                        planned.remarks().stream()
                                .map(remark -> new Json()
                                        .with("kind", remark.kind().word())
                                        .with("at", remark.here() ? "here" : "there")
                                        .with("problem", remark.kind().isProblem())
                                        .with("text", remark.text()))
                                .toList());
    }

    private Json outlook(Outlook outlook) {
        Json fields = new Json();
        outlook.fields().forEach(field -> fields.with(field.name(), field(field)));
        Json json = new Json().with("effect", outlook.effect().word()).with("fields", fields);
        outlook.deletedBy().ifPresent(change -> json.with("by", author(change)));
        return json;
    }

    private Json field(FieldPlan field) {
        Json json = new Json();
        field.from().ifPresent(from -> json.with("from", value(from)));
        field.to().ifPresent(to -> json.with("to", value(to)));
        field.by().ifPresent(change -> json.with("by", author(change))
                .with("why", field.why().word()));
        return json;
    }

    private Json conflict(Conflict conflict) {
        return new Json()
                .with("field", conflict.field())
                .with("winner", side(conflict, conflict.winner()))
                .with("loser", side(conflict, conflict.loser()))
                .with("why", Reason.between(conflict.winner(), conflict.loser()).word());
    }

    private Json side(Conflict conflict, Change change) {
        Optional<Object> value = conflict.field().equals(Conflict.WHOLE)
                ? Optional.empty()
                : value(change.fields().getOrDefault(conflict.field(), Value.NULL));
        return author(change).with("action", change.action().word()).with("value", value);
    }

    private Json author(Change change) {
        return new Json()
                .with("change", change.uuid())
                .with("at", Moment.iso(change.at()))
                .with("user", change.author().user())
                .with("site", names.site(change.author().site()));
    }

    private static Optional<Object> value(Value value) {
        return value.isNull() ? Optional.empty() : Optional.of(value.text());
    }

    Json sums(LinkPlan.Planned planned) {
        Json objects = new Json();
        planned.report().objects().forEach((object, sums) -> objects.with(object, sums(sums)));
        return new Json()
                .with(
                        "plan",
                        sums(planned.report().total())
                                .with("link", planned.link().name())
                                .with("type", planned.report().type().word())
                                .with("played", planned.report().played())
                                .with("objects", objects)
                                .with("requests", planned.traffic().requests())
                                .with("bytes_sent", planned.traffic().bytesSent())
                                .with("bytes_received", planned.traffic().bytesReceived())
                                .with("seconds", Math.round(planned.took().toNanos() / 1e6) / 1e3)
                                .with("notes", planned.report().notes()));
    }

    private static Json sums(Sums sums) {
        return new Json()
                .with("records", sums.records())
                .with("here", rows(sums.here()))
                .with("there", rows(sums.there()))
                .with("conflicts", sums.conflicts())
                .with("problems", sums.problems());
    }

    private static Json rows(Rows rows) {
        return new Json()
                .with("added", rows.added())
                .with("updated", rows.updated())
                .with("deleted", rows.deleted());
    }
}
