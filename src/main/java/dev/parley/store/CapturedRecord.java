package dev.parley.store;

import dev.parley.merge.Fields;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A captured row, as the record that it was.
 *
 * @param record canonical uuid
 * @param business uuid of its business, {@link ChangeLog#SHARED} for shared records, or all zeros where it has none
 * @param id its local id, if its table has one
 * @param fields every field, references as canonical uuids; a large field that did not change may be null: see {@link Captured}
 */
record CapturedRecord(UUID record, String business, OptionalLong id, Fields fields) {}
