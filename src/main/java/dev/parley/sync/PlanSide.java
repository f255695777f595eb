package dev.parley.sync;

import dev.parley.merge.Prospect;
import dev.parley.merge.Value;
import java.util.Map;
import java.util.Set;

/**
 * One site's part in what would become of a record.
 *
 * @param here whether it is this site
 * @param prospect what the site would make of it
 * @param hasRow whether there is a row of it
 * @param moves whether anything would be done with it at all
 * @param before what the row holds
 * @param columns the fields that the site's table has
 */
record PlanSide(
        boolean here,
        Prospect prospect,
        boolean hasRow,
        boolean moves,
        Map<String, Value> before,
        Set<String> columns) {}
