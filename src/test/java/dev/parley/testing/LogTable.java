package dev.parley.testing;

/** The change log for SQL, a row a change: a baseline that stands in the row of the change after it is a row of its own. */
public final class LogTable {

    /** What stands after {@code from}. {@code place} orders the changes as the feed does; marks are left out. Sort by nothing that is text. */
    public static final String CHANGES = """
            (select 2 * seq as place, uuid, business, object, record, action, at_micros, user_name, session, site, parents, fields
             from parley_change where action not in ('load', 'whole', 'comparing')
             union all
             select 2 * seq - 1, parents, business, object, record, 'baseline', baseline_at, 'parley', '',
               '00000000-0000-0000-0000-000000000000', '', baseline_fields
             from parley_change where baseline_at is not null) changes
            """;

    /** All that is the same of a change at every site. */
    public static final String HISTORY =
            "select uuid, object, record, action, at_micros, user_name, session, site, parents, fields from " + CHANGES;

    private LogTable() {}
}
