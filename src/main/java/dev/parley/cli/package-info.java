/**
 * The command line: commands, tables or JSON on stdout, progress on stderr, exit codes.
 * May use every other room; nothing uses this one.
 * Start reading at {@code Parley}, which holds {@code main} and the list of commands.
 */
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
