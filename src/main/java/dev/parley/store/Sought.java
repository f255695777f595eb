package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values by which rows are looked for. They came from other sites, so a column here may be unable to hold one of them; no row has it then. Some
 * engines don't find that out by looking but refuse the question, and with it all else that it asks for: what may be so is asked by itself.
 */
final class Sought {

    private static final int AT_ONCE = 200;

    /** How long a number may be to fit on every engine, by what its type is called. */
    private static final int SMALL = 4;

    private static final int MIDDLE = 9;
    private static final int LONG = 18;

    /** Types that hold any text, or none that is too long. */
    private static final Pattern ANY_TEXT = Pattern.compile(
            "n?(var)?char(acter)?( varying)?(\\(.*)?|native character(\\(.*)?|(tiny|medium|long)?text(\\(.*)?|citext|name|clob|enum\\(.*|set\\(.*");

    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):.*");

    /** SQLSTATE class of values that don't fit: no such date, out of range, not a uuid. */
    private static final String DATA = "22";

    private final Tx tx;
    private final List<Field> fields;

    /** Values of these fields of an object. */
    Sought(Tx tx, CatalogueObject object, List<String> fields) {
        this.tx = tx;
        this.fields =
                fields.stream().map(name -> object.field(name).orElseThrow()).toList();
    }

    /** Asks for the rows with one of these lists of values. */
    @FunctionalInterface
    interface Question {
        void ask(List<List<Value>> values) throws SQLException;
    }

    /** Asks for all that may be here. */
    void each(List<List<Value>> values, Question question) throws SQLException {
        List<List<Value>> plain = new ArrayList<>();
        for (List<Value> one : values) {
            if (isPlain(one)) {
                plain.add(one);
            } else {
                alone(one, question);
            }
        }
        for (List<List<Value>> part : Parts.of(plain, AT_ONCE)) {
            question.ask(part);
        }
    }

    private void alone(List<Value> values, Question question) throws SQLException {
        Savepoint savepoint = tx.connection().setSavepoint();
        try {
            question.ask(List.of(values));
        } catch (IllegalArgumentException unheld) {
            // Such as a year before Christ on MariaDB. Nothing was asked.
        } catch (SQLException refused) {
            if (!SqlFailure.any(refused, cause -> SqlFailure.state(cause, DATA))) {
                throw refused;
            }
            tx.connection().rollback(savepoint);
        }
        tx.connection().releaseSavepoint(savepoint);
    }

    private boolean isPlain(List<Value> values) {
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            if (!value.isNull() && !isPlain(fields.get(i), value.text())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(Field field, String text) {
        if (field.reference().isPresent()) {
            // What stands in a table here.
            return true;
        }
        if (!Canonical.isCanonical(text, field.kind()) || text.indexOf('\0') >= 0) {
            return false;
        }
        String type = field.type().toLowerCase(Locale.ROOT);
        return switch (field.kind()) {
            case INTEGER -> text.length() <= digits(type);
            case DATE, DATETIME -> !Canonical.isBeyondCalendar(text) && !Canonical.isNoDay(text);
            case DECIMAL, REAL, SINGLE -> !Canonical.isBeyondNumbers(text) && text.length() <= MIDDLE;
            case TIME -> TIME_OF_DAY.matcher(text).matches();
            case TEXT -> ANY_TEXT.matcher(type).matches() || (type.equals("uuid") && !Doubts.notAUuid(text));
            case BOOLEAN, BINARY -> true;
            case BITS, JSON -> false;
        };
    }

    private static int digits(String type) {
        if (type.startsWith("bigint")) {
            return LONG;
        }
        return type.startsWith("smallint") || type.startsWith("tinyint") || type.startsWith("year") ? SMALL : MIDDLE;
    }
}
