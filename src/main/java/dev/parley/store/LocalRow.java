package dev.parley.store;

import dev.parley.merge.Value;
import java.util.List;

/**
 * A row as it stands in its table, or stood when it was captured: references hold local ids.
 *
 * @param id local id as text, or null where the table has none
 * @param uuid the uuid column's text, or null where the table has none
 * @param business local id of the business as text, or null where the table has no business column
 * @param values one a field of the object, in its order; a reference field's is the local id
 * @param pointed one a field: the uuid that a reference pointed to when it was captured, where the engine keeps that; otherwise null
 */
public record LocalRow(Value id, Value uuid, Value business, List<Value> values, List<Value> pointed) {}
