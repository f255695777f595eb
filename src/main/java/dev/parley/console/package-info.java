/**
 * Web pages for people: sites, links, syncs that ran, problems and how to settle them.
 * May use site, sync and store.
 * Start reading at {@code Console}, which lists the pages.
 */
@NullMarked
package dev.parley.console;

import org.jspecify.annotations.NullMarked;
