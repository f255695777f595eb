package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What people are called who are known as the authors of changes by the uuid of their record, as in histories that an application keeps: by the fields
 * that tell them apart, such as the email.
 */
public final class People {

    private final Tx tx;
    private final Catalogue catalogue;
    private final Map<String, String> known = new HashMap<>();

    /** At this site, in that transaction. */
    public People(Tx tx, Catalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
    }

    /** What a change's author is called; what the change says where that is no uuid, or of nobody here. */
    public String name(String user) throws SQLException {
        String name = known.get(user);
        if (name == null) {
            name = HistoryEntry.uuid(user).isPresent()
                    ? of(UUID.fromString(user)).orElse(user)
                    : user;
            known.put(user, name);
        }
        return name;
    }

    private Optional<String> of(UUID person) throws SQLException {
        UuidMaps maps = new UuidMaps(tx);
        for (CatalogueObject object : catalogue.objects()) {
            if (!arePeople(object) || object.naturalKeys().isEmpty()) {
                continue;
            }
            List<UUID> names = new ArrayList<>(maps.names(object.name(), person));
            for (Row row : new RecordRows(tx, catalogue, maps).byUuid(object, names)) {
                List<String> told = object.naturalKeys().get(0).fields().stream()
                        .map(field ->
                                row.fields().getOrDefault(field, Value.NULL).text())
                        .filter(text -> !text.isBlank())
                        .toList();
                if (!told.isEmpty()) {
                    return Optional.of(String.join(" ", told));
                }
            }
        }
        return Optional.empty();
    }

    private boolean arePeople(CatalogueObject object) {
        return object.isShared()
                || catalogue.objects().stream()
                        .flatMap(of -> of.history().stream())
                        .anyMatch(history -> history.users().equals(Optional.of(object.name())));
    }
}
