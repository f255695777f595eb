package dev.parley.testing;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Uuids of any bits, those around the sign bit and those that share a half among them: where orders go wrong. */
public final class AnyUuid implements ArbitrarySupplier<UUID> {

    @Override
    public Arbitrary<UUID> get() {
        Arbitrary<Long> halves =
                Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
        return Combinators.combine(halves, halves).as(UUID::new).withoutEdgeCases();
    }
}
