/**
 * Measures the hot pure code alone, without databases or a network: {@code dev/jmh}. Each class is a part of it, each method a benchmark. Start with
 * {@link dev.parley.jmh.Jmh}.
 */
@NullMarked
package dev.parley.jmh;

import org.jspecify.annotations.NullMarked;
