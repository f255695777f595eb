package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import java.util.Base64;
import java.util.HexFormat;

/** A canonical value as PostgreSQL reads it from text. */
final class PostgresText {

    private PostgresText() {}

    /**
     * The text, before any quoting; empty for null.
     *
     * @throws IllegalArgumentException if the value is not canonical for its kind
     */
    static String of(Value value, FieldKind kind) {
        if (value.isNull()) {
            return "";
        }
        Canonical.check(value.text(), kind);
        return kind == FieldKind.BINARY
                ? "\\x" + HexFormat.of().formatHex(Base64.getDecoder().decode(value.text()))
                : value.text();
    }
}
