package dev.parley.store;

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

    @Override
    public String toString() {
        return place();
    }
}
