package dev.parley.wire;

import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Reason;
import dev.parley.merge.Value;
import dev.parley.wire.Foretold.Effect;
import dev.parley.wire.Foretold.FieldPlan;
import dev.parley.wire.Foretold.Kind;
import dev.parley.wire.Foretold.Outlook;
import dev.parley.wire.Foretold.Remark;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What would become of each record, one a line, and a closing line. The changes of which a line speaks stand in it once. */
final class ForetoldForm implements Form<List<Foretold>> {

    @Override
    public String mediaType() {
        return PacketsForm.LINES;
    }

    @Override
    public void write(List<Foretold> all, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        for (Foretold one : all) {
            write(out, one);
        }
        out.begin().flag("end", true).number("records", all.size()).endLine();
        out.finish();
    }

    private static void write(DocumentWriter out, Foretold one) throws IOException {
        Map<UUID, Change> changes = new LinkedHashMap<>();
        Map<String, Value> before = new LinkedHashMap<>();
        Map<String, Value> after = new LinkedHashMap<>();
        Map<String, Value> by = new LinkedHashMap<>();
        Map<String, Value> why = new LinkedHashMap<>();
        for (FieldPlan field : one.outlook().fields()) {
            field.from().ifPresent(value -> before.put(field.name(), value));
            field.to().ifPresent(value -> after.put(field.name(), value));
            field.by().ifPresent(change -> {
                changes.put(change.uuid(), change);
                by.put(field.name(), Value.of(change.uuid().toString()));
            });
            why.put(field.name(), Value.of(field.why().word()));
        }
        out.begin()
                .text("object", one.object())
                .uuid("record", one.record())
                .texts("uuids", one.names())
                .text("effect", one.outlook().effect().word())
                .values("before", before)
                .values("after", after)
                .values("by", by)
                .values("why", why);
        if (one.outlook().deletedBy().isPresent()) {
            Change delete = one.outlook().deletedBy().get();
            changes.put(delete.uuid(), delete);
            out.uuid("deleted_by", delete.uuid());
        }
        out.beginArray("conflicts");
        for (Conflict conflict : one.conflicts()) {
            changes.put(conflict.winner().uuid(), conflict.winner());
            changes.put(conflict.loser().uuid(), conflict.loser());
            out.begin()
                    .text("field", conflict.field())
                    .uuid("winner", conflict.winner().uuid())
                    .uuid("loser", conflict.loser().uuid())
                    .end();
        }
        out.endArray().beginArray("remarks");
        for (Remark remark : one.remarks()) {
            out.begin()
                    .text("kind", remark.kind().word())
                    .text("text", remark.text())
                    .end();
        }
        out.endArray();
        PacketWriter.writeChanges(out, one.record(), changes.values());
        out.endLine();
    }

    @Override
    public List<Foretold> read(InputStream stream) {
        List<Foretold> all = new ArrayList<>();
        try (DocumentReader in = new DocumentReader(stream, "what would change")) {
            while (true) {
                in.require();
                Reading line = new Reading(in);
                for (String key = in.key(); key != null; key = in.key()) {
                    line.take(key);
                }
                if (line.end) {
                    if (line.records == null || line.records != all.size()) {
                        throw in.malformed("the closing line counts other records than the " + all.size());
                    }
                    in.requireEnd();
                    return all;
                }
                all.add(line.foretold());
            }
        }
    }

    /** What one line has said so far. */
    private static final class Reading {
        private final DocumentReader in;
        private boolean end;
        private @Nullable Integer records;
        private @Nullable String object;
        private @Nullable UUID record;
        private List<UUID> names = List.of();
        private @Nullable String effect;
        private @Nullable UUID deletedBy;
        private Map<String, Value> before = Map.of();
        private Map<String, Value> after = Map.of();
        private Map<String, Value> by = Map.of();
        private Map<String, Value> why = Map.of();
        private final List<Pair> conflicts = new ArrayList<>();
        private final List<Remark> remarks = new ArrayList<>();
        private PacketReader.Unbounds changes = PacketReader.Unbounds.NONE;

        private record Pair(String field, UUID winner, UUID loser) {}

        Reading(DocumentReader in) {
            this.in = in;
        }

        void take(String key) {
            switch (key) {
                case "end" -> end = in.flag(key);
                case "records" -> records = in.count(key);
                case "object" -> object = in.text(key);
                case "record" -> record = in.uuid(key);
                case "uuids" -> names = in.uuids(key);
                case "effect" -> effect = in.text(key);
                case "deleted_by" -> deletedBy = in.uuid(key);
                case "before" -> before = in.values(key);
                case "after" -> after = in.values(key);
                case "by" -> by = in.values(key);
                case "why" -> why = in.values(key);
                case "conflicts" -> readConflicts();
                case "remarks" -> readRemarks();
                case "changes" -> changes = PacketReader.changes(in);
                default -> in.skip();
            }
        }

        private void readConflicts() {
            in.enterArray("conflicts");
            while (in.element()) {
                in.enter("conflicts");
                @Nullable String field = null;
                @Nullable UUID winner = null;
                @Nullable UUID loser = null;
                for (String key = in.key(); key != null; key = in.key()) {
                    switch (key) {
                        case "field" -> field = in.text(key);
                        case "winner" -> winner = in.uuid(key);
                        case "loser" -> loser = in.uuid(key);
                        default -> in.skip();
                    }
                }
                conflicts.add(new Pair(in.need(field, "field"), in.need(winner, "winner"), in.need(loser, "loser")));
            }
        }

        private void readRemarks() {
            in.enterArray("remarks");
            while (in.element()) {
                in.enter("remarks");
                @Nullable String kind = null;
                @Nullable String text = null;
                for (String key = in.key(); key != null; key = in.key()) {
                    switch (key) {
                        case "kind" -> kind = in.text(key);
                        case "text" -> text = in.text(key);
                        default -> in.skip();
                    }
                }
                String word = in.need(kind, "kind");
                remarks.add(new Remark(
                        Kind.ofWord(word).orElseThrow(() -> in.malformed("there is no remark \"" + word + '"')),
                        in.need(text, "text")));
            }
        }

        Foretold foretold() {
            String of = in.need(object, "object");
            UUID uuid = in.need(record, "record");
            Map<UUID, Change> known = new HashMap<>();
            changes.bind(in, of, uuid).forEach(change -> known.put(change.uuid(), change));
            TreeSet<String> fields = new TreeSet<>(before.keySet());
            fields.addAll(after.keySet());
            List<FieldPlan> plans = new ArrayList<>();
            for (String field : fields) {
                Optional<Change> change = Optional.ofNullable(by.get(field)).map(value -> change(known, uuid(value)));
                plans.add(new FieldPlan(
                        field,
                        Optional.ofNullable(before.get(field)),
                        Optional.ofNullable(after.get(field)),
                        change,
                        reason(field)));
            }
            String word = in.need(effect, "effect");
            Outlook outlook = new Outlook(
                    Effect.ofWord(word).orElseThrow(() -> in.malformed("there is no effect \"" + word + '"')),
                    plans,
                    Optional.ofNullable(deletedBy).map(delete -> change(known, delete)));
            return new Foretold(
                    of,
                    uuid,
                    names,
                    outlook,
                    conflicts.stream()
                            .map(pair -> new Conflict(
                                    pair.field(), change(known, pair.winner()), change(known, pair.loser())))
                            .toList(),
                    remarks);
        }

        private Reason reason(String field) {
            Value said = why.getOrDefault(field, Value.NULL);
            String word = said.isNull() ? Reason.FIRST.word() : said.text();
            return Arrays.stream(Reason.values())
                    .filter(reason -> reason.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> in.malformed("there is no reason \"" + word + '"'));
        }

        private UUID uuid(Value value) {
            try {
                return UuidText.parse(value.isNull() ? "" : value.text());
            } catch (IllegalArgumentException e) {
                throw in.malformed("\"by\" should be uuids of changes");
            }
        }

        private Change change(Map<UUID, Change> known, UUID uuid) {
            Change change = known.get(uuid);
            if (change == null) {
                throw in.malformed("the change " + uuid + " is spoken of but missing");
            }
            return change;
        }
    }
}
