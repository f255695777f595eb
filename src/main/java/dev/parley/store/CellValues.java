package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import java.util.Arrays;
import java.util.Base64;

/** Makes cells of values and values of cells, and brings cells into canonical form. */
public final class CellValues {

    private CellValues() {}

    /** The cell as a value. */
    public static Value read(Cells cells, int column, FieldKind kind) {
        if (cells.isNull(column)) {
            return Value.NULL;
        }
        if (kind != FieldKind.BINARY) {
            return Value.of(cells.text(column));
        }
        int start = cells.start(column);
        byte[] bytes = Arrays.copyOfRange(cells.array(column), start, start + cells.length(column));
        return Value.of(Base64.getEncoder().encodeToString(bytes));
    }

    /** Makes a cell that value. */
    public static void write(Cells cells, int column, Value value, FieldKind kind) {
        if (value.isNull()) {
            cells.setNull(column);
        } else if (kind == FieldKind.BINARY) {
            byte[] bytes = Base64.getDecoder().decode(value.text());
            cells.set(column, bytes, 0, bytes.length);
        } else {
            cells.set(column, value.text());
        }
    }

    /**
     * Refuses a cell that is not canonical.
     *
     * @throws IllegalArgumentException with a sentence that says what was expected
     */
    static void check(Cells cells, int column, FieldKind kind) {
        boolean any = kind == FieldKind.BINARY || (kind == FieldKind.TEXT && !beginsWithNul(cells, column));
        if (!any && !cells.isNull(column)) {
            Canonical.check(cells.text(column), kind);
        }
    }

    private static boolean beginsWithNul(Cells cells, int column) {
        return cells.length(column) > 0 && cells.array(column)[cells.start(column)] == 0;
    }

    /** Brings a number as a database writes it into canonical form. As a rule only zeros at its end have to go. */
    static void number(Cells cells, int column) {
        byte[] bytes = cells.array(column);
        int start = cells.start(column);
        int end = start + cells.length(column);
        boolean point = false;
        boolean plain = end > start;
        for (int i = start; i < end && plain; i++) {
            byte c = bytes[i];
            point |= c == '.';
            plain = (c >= '0' && c <= '9') || c == '.';
        }
        plain &= end - start < 2 || bytes[start] != '0' || bytes[start + 1] == '.';
        if (!plain) {
            cells.set(column, Canonical.number(cells.text(column)));
        } else if (point) {
            trim(cells, column);
        }
    }

    /** Takes the zeros from the end of a fraction of a second. */
    static void time(Cells cells, int column) {
        byte[] bytes = cells.array(column);
        int start = cells.start(column);
        for (int i = start + cells.length(column) - 1; i >= start && bytes[i] != ':'; i--) {
            if (bytes[i] == '.') {
                trim(cells, column);
                return;
            }
        }
    }

    private static void trim(Cells cells, int column) {
        byte[] bytes = cells.array(column);
        int start = cells.start(column);
        int end = start + cells.length(column);
        while (end > start && bytes[end - 1] == '0') {
            end--;
        }
        if (end > start && bytes[end - 1] == '.') {
            end--;
        }
        cells.set(column, bytes, start, end - start);
    }
}
