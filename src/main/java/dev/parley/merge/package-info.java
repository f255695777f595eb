/**
 * What a record is, given its changes: the order of changes, the clock, versions, conflicts. Pure: no I/O and no clock of its own.
 * Uses nothing else of Parley. Start with {@link dev.parley.merge.Change} and {@link dev.parley.merge.RecordState}.
 */
@NullMarked
package dev.parley.merge;

import org.jspecify.annotations.NullMarked;
