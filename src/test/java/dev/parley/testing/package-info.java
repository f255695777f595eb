/**
 * Real database servers for tests and for trying the product by hand.
 * May use nothing of the product, so that a test of any room may use it.
 * Start reading at {@link dev.parley.testing.Engine}.
 */
@NullMarked
package dev.parley.testing;

import org.jspecify.annotations.NullMarked;
