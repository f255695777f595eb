package dev.parley.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Starts engines for trying the product by hand. Prints one database a line (JDBC URL, user, password), and keeps them
 * until its standard input ends. {@code dev/engines postgresql,postgresql,mariadb} makes three.
 */
public final class Engines {
    private Engines() {}

    public static void main(String[] args) throws IOException {
        String wanted = args.length == 0 ? "postgresql,mariadb" : String.join(",", args);
        for (String name : wanted.split(",", -1)) {
            TestDatabase database =
                    Engine.valueOf(name.toUpperCase(Locale.ROOT)).newDatabase();
            System.out.printf("%s\t%s\t%s%n", database.jdbcUrl(), database.user(), database.password());
        }
        System.err.println("Ctrl-D stops them.");
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
