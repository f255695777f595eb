/**
 * Comparing what two sites hold: fingerprints and ordered lists. Pure. Uses nothing else of Parley. Start with
 * {@link dev.parley.digest.ListComparison}.
 */
@NullMarked
package dev.parley.digest;

import org.jspecify.annotations.NullMarked;
