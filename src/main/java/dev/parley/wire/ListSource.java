package dev.parley.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The plain list of what a business holds: the command {@code list} without an object. */
@FunctionalInterface
public interface ListSource {

    /** Tells the visitor module by module, record by record, without holding all of them in memory. */
    void list(Query query, Visitor visitor);

    /**
     * What is asked for.
     *
     * @param packageName only this package
     * @param moduleName only the module of this name
     * @param since only records added or changed at or after this time
     */
    record Query(Optional<String> packageName, Optional<String> moduleName, Optional<Instant> since) {}

    /**
     * A module. The modules of a package come one after the other.
     *
     * @param packageName such as {@code ciniki}
     * @param moduleName such as {@code customers}
     * @param tables version of each table
     * @param changes uuid of the last change of each table that has any
     * @param settings what is to be told beyond the records, such as {@code last_update}
     */
    record Module(
            String packageName,
            String moduleName,
            Map<String, String> tables,
            Map<String, UUID> changes,
            Map<String, String> settings) {

        /** Takes copies that nobody can alter. */
        public Module {
            tables = Map.copyOf(tables);
            changes = Map.copyOf(changes);
            settings = Map.copyOf(settings);
        }
    }

    /** Is told what is there. */
    interface Visitor {

        /** A module begins. */
        void module(Module module);

        /**
         * A record of the module that began last.
         *
         * @param lastUpdated seconds since 1970 UTC; 0 where its table has none
         */
        void record(UUID uuid, long lastUpdated);
    }
}
