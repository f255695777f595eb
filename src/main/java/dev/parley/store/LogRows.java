package dev.parley.store;

import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Value;
import dev.parley.store.ChangeLog.Addition;
import dev.parley.store.Dialect.BulkColumn;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What is added to the log, as the rows that are written. The baseline that a first change makes explicit stands in the row of that change, which
 * names it as its only parent: so the first change of a record costs one row and not two.
 */
final class LogRows implements RowStream {

    static final List<BulkColumn> COLUMNS = List.of(
            new BulkColumn("seq", FieldKind.INTEGER, BulkColumn.LONG),
            new BulkColumn("uuid", FieldKind.TEXT),
            new BulkColumn("business", FieldKind.TEXT),
            new BulkColumn("object", FieldKind.TEXT),
            new BulkColumn("record", FieldKind.TEXT),
            new BulkColumn("action", FieldKind.TEXT),
            new BulkColumn("at_micros", FieldKind.INTEGER, BulkColumn.LONG),
            new BulkColumn("user_name", FieldKind.TEXT),
            new BulkColumn("session", FieldKind.TEXT),
            new BulkColumn("site", FieldKind.TEXT),
            new BulkColumn("parents", FieldKind.TEXT),
            new BulkColumn("fields", FieldKind.TEXT),
            new BulkColumn("via", FieldKind.INTEGER, BulkColumn.LONG),
            new BulkColumn("baseline_at", FieldKind.INTEGER, BulkColumn.LONG),
            new BulkColumn("baseline_fields", FieldKind.TEXT));

    private static final int VIA = 12;
    private static final int BASELINE = 13;

    private final List<Addition> additions;
    private final BitSet baselines = new BitSet();
    private int at;
    private long seq;

    /** In this order, from the place after that one on. */
    LogRows(List<Addition> additions, long head) {
        this.additions = additions;
        this.seq = head;
        for (int i = 0; i < additions.size(); i++) {
            baselines.set(i, isWithNext(i));
        }
    }

    /** How many rows there are: a baseline and the change that is made after it alone are one. */
    int count() {
        return additions.size() - baselines.cardinality();
    }

    /** Whether at that place stands a baseline that belongs into the row of the change after it. */
    private boolean isWithNext(int place) {
        return place + 1 < additions.size()
                && additions.get(place) instanceof Addition.OfChange before
                && before.change().action() == Action.BASELINE
                && before.change().parents().isEmpty()
                && before.change().author().equals(Author.PARLEY)
                && additions.get(place + 1) instanceof Addition.OfChange after
                && after.change().parents().size() == 1
                && after.change().parents().get(0).equals(before.change().uuid())
                && after.change().record().equals(before.change().record())
                && after.change().object().equals(before.change().object())
                && after.business().equals(before.business())
                && after.via().equals(before.via());
    }

    @Override
    public boolean next(Cells cells) {
        if (at == additions.size()) {
            return false;
        }
        cells.set(0, Long.toString(++seq));
        cells.setNull(BASELINE);
        cells.setNull(BASELINE + 1);
        if (baselines.get(at) && additions.get(at++) instanceof Addition.OfChange before) {
            cells.set(BASELINE, Long.toString(before.change().at()));
            cells.set(BASELINE + 1, FieldsText.write(before.change().fields()));
        }
        Addition addition = additions.get(at++);
        if (addition instanceof Addition.OfChange added) {
            change(cells, added.change());
            rest(cells, added.business(), added.via());
        } else if (addition instanceof Addition.Whole mark) {
            mark(cells, mark.mark(), ChangeLog.WHOLE, "{}");
            cells.set(3, mark.object());
            cells.set(4, mark.record().toString());
            rest(cells, mark.business(), mark.via());
        } else if (addition instanceof Addition.Comparing mark) {
            mark(cells, mark.mark(), ChangeLog.COMPARING, "{}");
            rest(cells, mark.business(), mark.via());
        } else if (addition instanceof Addition.Load mark) {
            mark(cells, mark.mark(), ChangeLog.LOAD, FieldsText.write(fields(mark.loaded())));
            rest(cells, mark.business(), mark.via());
        }
        return true;
    }

    private static void change(Cells cells, Change change) {
        Author author = change.author();
        cells.set(1, change.uuid().toString());
        cells.set(3, change.object());
        cells.set(4, change.record().toString());
        cells.set(5, change.action().word());
        cells.set(6, Long.toString(change.at()));
        cells.set(7, author.user());
        cells.set(8, author.session());
        cells.set(9, author.site().toString());
        cells.set(10, UuidList.write(change.parents()));
        cells.set(11, FieldsText.write(change.fields()));
    }

    private static void mark(Cells cells, UUID uuid, String action, String fields) {
        for (int i = 3; i < 11; i++) {
            cells.set(i, "");
        }
        cells.set(1, uuid.toString());
        cells.set(5, action);
        cells.set(6, "0");
        cells.set(11, fields);
    }

    private static void rest(Cells cells, String business, OptionalLong via) {
        cells.set(2, business);
        if (via.isPresent()) {
            cells.set(VIA, Long.toString(via.getAsLong()));
        } else {
            cells.setNull(VIA);
        }
    }

    private static Map<String, Value> fields(ChangeLog.Loaded loaded) {
        String upTo = loaded.upTo().orElse("");
        return Map.of(
                ChangeLog.LOADED_OBJECT, Value.of(loaded.object()),
                ChangeLog.LOADED_UP_TO, Value.of(upTo));
    }
}
