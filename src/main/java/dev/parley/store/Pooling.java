package dev.parley.store;

import java.time.Duration;
import java.util.Properties;

/**
 * How connections to a database are kept.
 *
 * @param connections how many there are at most; 1 where transactions that write must take turns
 * @param readers how many more there are for reading alone; 0 where reading takes from the same ones
 * @param autoCommit whether a connection that waits for work is in auto-commit mode
 * @param patience how long a transaction waits for its connection
 * @param settings what the driver is told
 */
public record Pooling(int connections, int readers, boolean autoCommit, Duration patience, Properties settings) {}
