/** The winery of the sample data at two sites, and what a test needs to make sites, link them and compare them. */
@NullMarked
package dev.parley.winery;

import org.jspecify.annotations.NullMarked;
