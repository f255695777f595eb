/**
 * The database: what differs between engines, capture, the change log, records, links, uuid maps, problems. May use merge, digest and
 * catalogue. Start with {@link dev.parley.store.Database} and {@link dev.parley.store.ChangeLog}.
 */
@NullMarked
package dev.parley.store;

import org.jspecify.annotations.NullMarked;
