package dev.parley.sync;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a block begins. Only the site that gives the block makes anything of the text, which tells of its own local ids.
 *
 * @param row after the row of that local id, among the rows
 * @param record after that record, in order of uuid
 */
record BlockPlace(Optional<Long> row, Optional<UUID> record) {

    private static final Pattern TEXT =
            Pattern.compile("row (-?[0-9]{1,18})|record ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final BlockPlace START = new BlockPlace(Optional.empty(), Optional.empty());

    static BlockPlace ofRow(long id) {
        return new BlockPlace(Optional.of(id), Optional.empty());
    }

    static BlockPlace ofRecord(UUID record) {
        return new BlockPlace(Optional.empty(), Optional.of(record));
    }

    /** What the text says; the start where there is none, or none of ours: what came already is passed over by whoever has it. */
    static BlockPlace of(Optional<String> text) {
        Matcher place = TEXT.matcher(text.orElse(""));
        if (!place.matches()) {
            return START;
        }
        return place.group(1) != null
                ? ofRow(Long.parseLong(place.group(1)))
                : ofRecord(UUID.fromString(place.group(2)));
    }

    String text() {
        return row.map(id -> "row " + id)
                .or(() -> record.map(uuid -> "record " + uuid))
                .orElse("");
    }
}
