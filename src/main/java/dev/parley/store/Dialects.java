package dev.parley.store;

import java.util.List;

/** The databases that Parley speaks to. */
public final class Dialects {

    private static final List<Dialect> ALL = List.of(new SqliteDialect(), new PostgresDialect(), new MariaDbDialect());

    private Dialects() {}

    /**
     * The dialect for a JDBC URL.
     *
     * @throws StoreException if there is none, naming those that there are
     */
    public static Dialect of(DatabaseConfig config) {
        return ALL.stream()
                .filter(dialect -> config.url().startsWith("jdbc:" + dialect.name() + ":"))
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        "“%s” is not a database that Parley knows: its URL starts with jdbc:sqlite:, jdbc:postgresql: or jdbc:mariadb:"
                                .formatted(config.place())));
    }
}
