/**
 * One running site: its configuration, what it is assembled from, its schedule, alerts and metrics.
 * May use sync, store and wire.
 * Start reading at {@code Site}.
 */
@NullMarked
package dev.parley.site;

import org.jspecify.annotations.NullMarked;
