package dev.parley.store;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CanonicalJson;
import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Reference;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes canonical values of what applications write into their histories, which is text for people as often as not. */
final class EntryValues {

    private static final int DIGITS = 18;

    private final Catalogue catalogue;
    private final CatalogueObject object;
    private final Translation translation;

    EntryValues(Catalogue catalogue, CatalogueObject object, Translation translation) {
        this.catalogue = catalogue;
        this.object = object;
        this.translation = translation;
    }

    /**
     * What is known of an entry's field beyond the entry.
     *
     * @param row what the row holds, where that is what the entry is about; then it counts where the entry is of the same meaning or none
     * @param name the full name of the object that it leads to, where another field says so
     */
    record Told(Optional<Value> row, Optional<String> name) {}

    /** Looks up at once all local ids that the entries refer to. */
    void prepare(Collection<HistoryEntry> entries) throws SQLException {
        Map<String, Set<String>> ids = new HashMap<>();
        for (HistoryEntry entry : entries) {
            if (isId(entry.value().text())) {
                ids.computeIfAbsent(entry.field(), key -> new HashSet<>())
                        .add(entry.value().text());
            }
        }
        for (Field field : object.references()) {
            translation.prepare(field.reference().orElseThrow(), ids.getOrDefault(field.name(), Set.of()));
        }
        for (Field field : object.named()) {
            String naming = field.namedIn().orElseThrow();
            Set<String> names = new HashSet<>();
            entries.stream()
                    .filter(entry -> entry.field().equals(naming))
                    .forEach(entry -> names.add(entry.value().text()));
            for (String name : names) {
                Optional<Reference> reference = catalogue.named(name);
                if (reference.isPresent()) {
                    translation.prepare(reference.get(), ids.getOrDefault(field.name(), Set.of()));
                }
            }
        }
    }

    /** Puts what the entry says its field was set to; nothing where nobody can tell, or where it only says which record the row is. */
    void read(HistoryEntry entry, Told told, Map<String, Value> into) throws SQLException {
        if (isIdentity(object, entry.field())) {
            return;
        }
        Optional<Field> field = object.field(entry.field());
        // A field that is not known here may be one at another site.
        Optional<Value> value = field.isPresent() ? of(field.get(), entry, told) : Optional.of(entry.value());
        value.ifPresent(found -> into.put(entry.field(), found));
    }

    /** The object whose entries these are. */
    CatalogueObject object() {
        return object;
    }

    /** Whether the entry's reference leads to a record that is or was here, if it is one to the object of that name. */
    boolean leads(HistoryEntry entry, String name) throws SQLException {
        Optional<Reference> reference = catalogue.named(name);
        return reference.isPresent()
                && target(reference.get(), entry.value().text())
                        .filter(target -> !target.isNull())
                        .isPresent();
    }

    /** Whether the entries of that field say which record a row is. */
    static boolean isIdentity(CatalogueObject object, String field) {
        return object.identity() instanceof Identity.UuidColumn uuid
                && uuid.column().equals(field);
    }

    private Optional<Value> of(Field field, HistoryEntry entry, Told told) throws SQLException {
        Optional<Value> row = told.row();
        if (entry.value().isNull()) {
            return Optional.of(Value.NULL);
        }
        String text = entry.value().text();
        if (text.isEmpty() && row.isPresent() && row.get().isNull()) {
            return row;
        }
        if (field.namedIn().isPresent() && row.isPresent()) {
            // What it points to depends on another field: the row tells both as they are.
            return row;
        }
        Optional<Reference> reference = field.reference().or(() -> told.name().flatMap(catalogue::named));
        Optional<Value> said = reference.isPresent() ? target(reference.get(), text) : plain(field, text);
        return said.or(() -> row);
    }

    private Optional<Value> target(Reference reference, String text) throws SQLException {
        if (text.isEmpty() || text.equals("0")) {
            return Optional.of(Value.NULL);
        }
        Optional<UUID> uuid = HistoryEntry.byUuid(text);
        if (uuid.isEmpty() && isId(text)) {
            translation.prepare(reference, Set.of(text));
            uuid = translation.target(reference, text);
        }
        return uuid.map(UUID::toString).map(Value::of);
    }

    private static Optional<Value> plain(Field field, String text) {
        String canonical =
                switch (field.kind()) {
                    case TEXT -> text;
                    case INTEGER, DECIMAL, REAL, SINGLE, BOOLEAN -> Canonical.number(text.strip());
                    case TIME, DATETIME -> Canonical.time(text.strip());
                    case DATE, BITS -> text.strip();
                    case JSON -> CanonicalJson.of(text).orElse(text);
                    case BINARY -> "-";
                };
        try {
            Canonical.check(canonical, field.kind());
            return Optional.of(Value.of(canonical));
        } catch (IllegalArgumentException notOfTheKind) {
            return Optional.empty();
        }
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
