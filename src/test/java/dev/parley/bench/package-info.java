/**
 * Measures the engine against floors that are taken in the same run: {@code dev/bench}. Two sites, each in a JVM of its own, over HTTP on
 * loopback. Start with {@link dev.parley.bench.Bench}.
 */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
