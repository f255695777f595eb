/**
 * Comparing what two sites hold: fingerprints of ranges, and ordered lists. Pure. Uses nothing else of Parley. Start with
 * {@link dev.parley.digest.Reconciliation}.
 */
@NullMarked
package dev.parley.digest;

import org.jspecify.annotations.NullMarked;
