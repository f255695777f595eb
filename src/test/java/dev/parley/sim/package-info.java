/**
 * Plays several sites in one thread from one seed: the real engine on databases in memory, a network that fails, clocks that are wrong,
 * processes that die, people who edit. When the faults have stopped, all sites must agree with each other and with a simple model.
 * May use every room. Start reading at {@link dev.parley.sim.World}; {@link dev.parley.sim.Simulation} runs it.
 */
@NullMarked
package dev.parley.sim;

import org.jspecify.annotations.NullMarked;
