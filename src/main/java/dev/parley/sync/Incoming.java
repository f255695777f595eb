package dev.parley.sync;

import dev.parley.merge.Change;
import dev.parley.wire.Packet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What arrived of one record, from however many packets. */
final class Incoming {

    private final UUID record;
    private final Map<UUID, Change> changes = new LinkedHashMap<>();
    private Optional<Packet> row = Optional.empty();

    Incoming(UUID record) {
        this.record = record;
    }

    /** Adds the row of a packet, if it has one. */
    void addRow(Packet packet) {
        if (packet.row().isPresent()) {
            row = Optional.of(packet);
        }
    }

    void add(Change change) {
        changes.put(change.uuid(), change);
    }

    void addAll(Incoming other) {
        changes.putAll(other.changes);
        row = row.or(() -> other.row);
    }

    /** Canonical uuid. */
    UUID record() {
        return record;
    }

    /** The changes by uuid, in the order in which they came. */
    Map<UUID, Change> changes() {
        return changes;
    }

    /** The change that an untouched row at the sender stands for, if that is what came. */
    Optional<Change> baseline() {
        return row.flatMap(Packet::baseline);
    }
}
