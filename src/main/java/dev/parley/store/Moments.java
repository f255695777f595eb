package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The moments that last_updated fields tell. */
public final class Moments {

    private static final String TO_THE_SECOND = "0000-00-00 00:00:00";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Moments() {}

    /** Microseconds since 1970 UTC; 0 where the object has no such field, or it is empty or no moment. */
    public static long updated(CatalogueObject object, Map<String, Value> fields) {
        return object.updatedField()
                .map(name -> micros(
                        fields.getOrDefault(name, Value.NULL),
                        object.field(name).orElseThrow().kind()))
                .orElse(0L);
    }

    /** That moment, to the second, as a value of a field of that kind; empty for kinds that hold no moment. */
    public static Optional<Value> value(long micros, FieldKind kind) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        LocalDateTime moment = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return switch (kind) {
            case INTEGER -> Optional.of(Value.of(Long.toString(seconds)));
            case DATE -> Optional.of(Value.of(moment.toLocalDate().toString()));
            case DATETIME -> Optional.of(Value.of(SECONDS.format(moment)));
            default -> Optional.empty();
        };
    }

    /** The moment of a canonical value, whose form tells what it is of: as of its kind. */
    public static long micros(Value value) {
        boolean whole = value.text().matches("-?[0-9]+");
        return micros(value, whole ? FieldKind.INTEGER : FieldKind.DATETIME);
    }

    /** The moment of a cell that is not null; nothing is made of it where it is written as nearly all are. */
    static long micros(Cells cells, int column, FieldKind kind) {
        byte[] bytes = cells.array(column);
        int start = cells.start(column);
        if (kind != FieldKind.DATETIME || !isToTheSecond(bytes, start, cells.length(column))) {
            return micros(CellValues.read(cells, column, kind), kind);
        }
        try {
            LocalDate date =
                    LocalDate.of(number(bytes, start, 4), number(bytes, start + 5, 2), number(bytes, start + 8, 2));
            LocalTime time = LocalTime.of(
                    number(bytes, start + 11, 2), number(bytes, start + 14, 2), number(bytes, start + 17, 2));
            return date.toEpochSecond(time, ZoneOffset.UTC) * 1_000_000L;
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static boolean isToTheSecond(byte[] bytes, int start, int length) {
        if (length != TO_THE_SECOND.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte c = bytes[start + i];
            char expected = TO_THE_SECOND.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int start, int digits) {
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            number = 10 * number + bytes[i] - '0';
        }
        return number;
    }

    /** The moment of a canonical value of a DATETIME, DATE or INTEGER (seconds) field; 0 where it tells none. */
    static long micros(Value value, FieldKind kind) {
        if (value.isNull() || value.text().isEmpty()) {
            return 0;
        }
        String text = value.text();
        try {
            if (kind == FieldKind.DATETIME && isToTheSecond(text)) {
                LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
                LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
                return date.toEpochSecond(time, ZoneOffset.UTC) * 1_000_000L;
            }
            if (kind == FieldKind.INTEGER) {
                return Math.multiplyExact(Long.parseLong(text), 1_000_000L);
            }
            LocalDate date = LocalDate.parse(text.substring(0, Math.min(10, text.length())));
            LocalTime time = text.length() > 10 ? LocalTime.parse(text.substring(11)) : LocalTime.MIDNIGHT;
            return date.toEpochSecond(time, ZoneOffset.UTC) * 1_000_000L
                    + time.get(java.time.temporal.ChronoField.MICRO_OF_SECOND);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return 0;
        }
    }

    /** Whether it is written as nearly all are, and is read without a formatter. */
    private static boolean isToTheSecond(String text) {
        if (text.length() != TO_THE_SECOND.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char expected = TO_THE_SECOND.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
