package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Reads the moment that a record's last_updated field tells. */
final class Moments {

    private Moments() {}

    /** Microseconds since 1970 UTC; 0 where the object has no such field, or it is empty or no moment. */
    static long updated(CatalogueObject object, Map<String, Value> fields) {
        return object.updatedField()
                .map(name -> micros(
                        fields.getOrDefault(name, Value.NULL),
                        object.field(name).orElseThrow().kind()))
                .orElse(0L);
    }

    /** The moment of a canonical value of a DATETIME, DATE or INTEGER (seconds) field; 0 where it tells none. */
    static long micros(Value value, FieldKind kind) {
        if (value.isNull() || value.text().isEmpty()) {
            return 0;
        }
        String text = value.text();
        try {
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
}
