package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Derived;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Dialect.BulkColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parley's table beside that of an object without a uuid column: which uuid the row with which local id has. Triggers keep it as rows come and go,
 * so that whatever happens to a row is captured under its uuid.
 *
 * @param name its name
 * @param table the object's table
 * @param idColumn the local id there
 */
public record UuidTable(String name, String table, String idColumn) {

    /** Its column with the local id. */
    static final String ID = "id";

    /** Its column with the uuid. */
    static final String UUID = "uuid";

    /** Every name that such a table may have. */
    static final Pattern NAMES = Pattern.compile("parley_uuid_.+", Pattern.DOTALL);

    private static final String PREFIX = "parley_uuid_";
    private static final int LONGEST_NAME = 63;
    private static final int HASH = 8;
    private static final int PAGE = 10_000;

    private static final List<BulkColumn> IDS = List.of(new BulkColumn(ID, FieldKind.INTEGER));
    private static final List<BulkColumn> COLUMNS =
            List.of(new BulkColumn(ID, FieldKind.INTEGER), new BulkColumn(UUID, FieldKind.TEXT));

    /**
     * The one beside the object's table.
     *
     * @param object one whose uuids are kept beside it
     */
    public static UuidTable of(CatalogueObject object) {
        String table = object.table();
        String name = PREFIX + table.replace('.', '$');
        if (name.length() > LONGEST_NAME) {
            String hash = Uuids.derived("table", table).toString().substring(0, HASH);
            name = name.substring(0, LONGEST_NAME - HASH - 1) + "_" + hash;
        }
        return new UuidTable(name, table, object.idColumn().orElseThrow());
    }

    String quoted(Dialect dialect) {
        return dialect.quote(name);
    }

    /** The statement that makes it. */
    String create(Dialect dialect) {
        return "create table %s (id bigint not null primary key, uuid %s not null unique)"
                .formatted(quoted(dialect), dialect.capture().uuidType());
    }

    /** Writes down which uuids rows have that Parley itself has written. */
    public void put(Tx tx, List<Value> ids, List<Value> uuids) throws SQLException {
        List<List<Value>> rows = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            rows.add(List.of(ids.get(i), uuids.get(i)));
        }
        tx.dialect().insert(tx, name, COLUMNS, rows);
    }

    /** Forgets rows that Parley itself has removed. */
    public void remove(Tx tx, List<Value> ids) throws SQLException {
        tx.dialect().delete(tx, name, IDS, ids.stream().map(List::of).toList());
    }

    /**
     * Gives every row a uuid that has none, and forgets those of rows that are gone.
     *
     * @param first whether these are the rows that were there before Parley
     */
    public void fill(Tx tx, CatalogueObject object, boolean first, Ids ids) throws SQLException {
        boolean derived = first && object.identity() instanceof Identity.Beside beside && beside.fromPrimaryKey();
        tx.update("delete from %s where not exists (select 1 from %s where %s = %s)"
                .formatted(
                        quoted(tx.dialect()),
                        tx.dialect().table(table),
                        qualified(tx, table, idColumn),
                        qualified(tx, name, ID)));
        long after = Long.MIN_VALUE;
        List<Long> page;
        do {
            page = tx.list(
                    "select %s from %s where %s and %s > ? order by %s limit %d"
                            .formatted(
                                    qualified(tx, table, idColumn),
                                    tx.dialect().table(table),
                                    without(tx),
                                    qualified(tx, table, idColumn),
                                    qualified(tx, table, idColumn),
                                    PAGE),
                    row -> row.getLong(1),
                    after);
            List<Value> known = new ArrayList<>(page.size());
            List<Value> uuids = new ArrayList<>(page.size());
            for (long id : page) {
                Value text = Value.of(Long.toString(id));
                known.add(text);
                uuids.add(Value.of((derived ? Derived.fromPrimaryKey(object.name(), text) : ids.next()).toString()));
                after = id;
            }
            put(tx, known, uuids);
        } while (page.size() == PAGE);
    }

    /** Whether no row has a uuid yet. */
    boolean isEmpty(Tx tx) throws SQLException {
        return tx.first("select 1 from %s limit 1".formatted(quoted(tx.dialect())), row -> true)
                .isEmpty();
    }

    /** How many rows of the object's table have no uuid. */
    long missing(Tx tx) throws SQLException {
        return tx.first(
                        "select count(*) from %s where %s"
                                .formatted(tx.dialect().table(table), without(tx)),
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** How many numbers several rows have, as they may where the number is only a part of the primary key. */
    long shared(Tx tx) throws SQLException {
        if (tx.dialect().isUnique(tx, table, idColumn)) {
            return 0;
        }
        return tx.first(
                        "select count(*) from (select %1$s from %2$s group by %1$s having count(*) > 1) shared"
                                .formatted(
                                        tx.dialect().quote(idColumn),
                                        tx.dialect().table(table)),
                        row -> row.getLong(1))
                .orElse(0L);
    }

    private String without(Tx tx) {
        return "not exists (select 1 from %s where %s = %s)"
                .formatted(quoted(tx.dialect()), qualified(tx, name, ID), qualified(tx, table, idColumn));
    }

    private static String qualified(Tx tx, String table, String column) {
        return tx.dialect().table(table) + "." + tx.dialect().quote(column);
    }
}
