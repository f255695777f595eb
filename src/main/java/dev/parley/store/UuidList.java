package dev.parley.store;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A list of uuids as it stands in a column. */
final class UuidList {

    private static final int ONE = 36;

    private UuidList() {}

    static String write(List<UUID> uuids) {
        return uuids.size() == 1
                ? uuids.get(0).toString()
                : uuids.stream().map(UUID::toString).collect(Collectors.joining(" "));
    }

    static List<UUID> read(String text) {
        if (text.length() == ONE) {
            return List.of(UUID.fromString(text));
        }
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(UUID::fromString).toList();
    }
}
