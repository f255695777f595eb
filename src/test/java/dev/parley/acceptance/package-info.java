/**
 * What Parley promises, and what went wrong in other systems, shown on real databases with a shop of four tables.
 * May use every room, and the fixtures of the winery.
 * Start reading at {@link dev.parley.acceptance.ShopSite}.
 */
@NullMarked
package dev.parley.acceptance;

import org.jspecify.annotations.NullMarked;
