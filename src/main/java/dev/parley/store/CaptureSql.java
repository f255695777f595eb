package dev.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What capture is made of in an engine: one implementation each, without state. */
interface CaptureSql {

    /** The triggers that it needs, by name, with the statements that make them. A trigger that is there is replaced. */
    Map<String, List<String>> triggers(CapturePlan plan, CaptureTarget target);

    /** The statements that make the trigger of that name, which marks entries of an application's own history as they come. */
    List<String> marking(CapturePlan plan, HistoryMarks history, String trigger);
    /** The type of a column that holds a uuid of Parley's. */
    String uuidType();

    /** The statements that make the capture table under that name. */
    List<String> table(CapturePlan plan, CaptureTarget target, String name);

    /** Tables that need triggers though no object of the catalogue lies in them. */
    default Set<String> moreTables(CapturePlan plan) {
        return new TreeSet<>();
    }

    /** Statements that keep everyone else from writing to the table, and to what capture keeps of it. */
    List<String> lock(CapturePlan plan, CaptureTarget target);

    /** Statements that let them write again, where the commit does not. */
    default List<String> unlock() {
        return List.of();
    }

    /** Statements that bring a capture table into the plan's shape, with all that is captured in it. */
    List<String> reshape(CapturePlan plan, CaptureTarget target, InstalledCapture before);

    /** Whether capture tables keep the uuid that a reference points to, since its id may soon be another's. */
    default boolean keepsPointed() {
        return false;
    }

    /** Parley's triggers that stand and work, with their tables. */
    Map<String, String> standing(Connection connection) throws SQLException;

    /** All of Parley's triggers, also those that are switched off. */
    default Map<String, String> installed(Connection connection) throws SQLException {
        return standing(connection);
    }

    /** The statements that take a trigger away. */
    List<String> drop(String trigger, String table);

    /** The statements that take away what remains once all triggers are gone, such as the function of one that somebody dropped. */
    default List<String> dropRest(Connection connection) throws SQLException {
        return List.of();
    }
}
