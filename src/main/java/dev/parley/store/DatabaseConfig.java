package dev.parley.store;

import java.nio.file.Path;

/**
 * Where a database is and who opens it. Its text never shows the password.
 *
 * @param url a JDBC URL
 * @param user empty where the database knows none
 * @param password empty where there is none
 */
public record DatabaseConfig(String url, String user, String password) {

    /** The URL without parameters and whatever else may be secret, for messages. */
    public String place() {
        int parameters = url.indexOf('?');
        String place = parameters < 0 ? url : url.substring(0, parameters);
        return place.replaceFirst("//[^/]*@", "//");
    }

    /**
     * The same, where a file that the URL names stands in that folder unless it says where it stands.
     *
     * @throws StoreException if the URL is of no database that Parley knows
     */
    public DatabaseConfig relativeTo(Path folder) {
        return new DatabaseConfig(Dialects.of(this).relativeTo(folder, url), user, password);
    }

    @Override
    public String toString() {
        return place();
    }
}
