package dev.parley.sim;

import dev.parley.sync.Mapping;
import dev.parley.sync.UndecidableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Somebody says at a site that a record which goes by several uuids is not one. */
final class Undoing {

    private static final int SELDOM = 6;

    private final World world;
    private final Random random;

    Undoing(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** Once in a while it happens. */
    void happen() {
        if (random.nextInt(SELDOM) > 0) {
            return;
        }
        SimSite site = world.sites().get(random.nextInt(world.sites().size()));
        Mapping mapping = new Mapping(site.context());
        List<Mapping.Mapped> mapped = mapping.list(Optional.empty()).stream()
                .filter(one -> site.context().catalogue().require(one.object()).hasUuids())
                .toList();
        if (mapped.isEmpty()) {
            return;
        }
        Mapping.Mapped one = mapped.get(random.nextInt(mapped.size()));
        List<UUID> names = new ArrayList<>(one.others());
        names.add(one.record());
        UUID apart = names.get(random.nextInt(names.size()));
        world.trace(() -> "%s: %s of %s is a record by itself".formatted(site, apart, one));
        try {
            mapping.remove(site.context().catalogue().require(one.object()), apart);
        } catch (UndecidableException e) {
            world.trace(() -> "refused: " + e.getMessage());
        }
    }
}
