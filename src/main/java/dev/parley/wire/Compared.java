package dev.parley.wire;

import java.util.Optional;

/**
 * The command {@code compared}; see {@link Peer#compared}.
 *
 * @param mine where the sender's feed stood when the comparison began; absent where it does not push
 * @param yours what the receiver said that its feed stood at; absent where the sender does not pull
 */
public record Compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours) {}
