package dev.parley.wire;

import java.util.Optional;

/**
 * The command {@code compared}; see {@link Peer#compared}.
 *
 * @param mine where the sender's feed stood when the comparison began; absent where it does not push
 * @param yours what the receiver said that its feed stood at; absent where the sender does not pull
 * @param loaded how many rows without changes the receiver was given
 */
public record Compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours, long loaded) {}
