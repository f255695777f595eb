/**
 * The command line: commands, progress on stderr, exit codes.
 * May use every other room; nothing uses this one.
 * Start reading at the class that {@code main} is in, {@code Parley}.
 */
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
