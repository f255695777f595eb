package dev.parley.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Changes that follow from what is known, so that every site that knows the same derives the very same change. */
public final class Derived {

    /** The field of a map that holds the greater of the two uuids. */
    public static final String MAP_FIELD = "uuid";

    private Derived() {}

    /**
     * The change that an untouched row stands for.
     *
     * @param at the row's last_updated in microseconds, 0 where its table has none
     * @param fields every field of the record
     */
    public static Change baseline(String object, UUID record, long at, Map<String, Value> fields) {
        Fields all = Fields.of(fields);
        DerivedUuid uuid = new DerivedUuid()
                .add("baseline")
                .add(object)
                .add(record.toString())
                .add(Long.toString(at));
        all.forEach((field, value) -> uuid.add(field).add(value));
        return new Change(uuid.uuid(), Action.BASELINE, object, record, all, at, Author.PARLEY, List.of());
    }

    /**
     * What a row held beyond what a history tells that was there before Parley: its author knew that history.
     *
     * @param parents the end of that history
     */
    public static Change baseline(String object, UUID record, long at, Map<String, Value> fields, List<UUID> parents) {
        Change alone = baseline(object, record, at, fields);
        if (parents.isEmpty()) {
            return alone;
        }
        UUID uuid = Uuids.derived("baseline", alone.uuid().toString(), parents.toString());
        return new Change(uuid, Action.BASELINE, object, record, fields, at, Author.PARLEY, parents);
    }

    /**
     * The change that says that two uuids name one record.
     *
     * @throws IllegalArgumentException if they are the same
     */
    public static Change map(String object, UUID one, UUID other) {
        UUID lesser = Uuids.lesser(one, other);
        UUID greater = lesser.equals(one) ? other : one;
        UUID uuid = Uuids.derived("map", object, lesser.toString(), greater.toString());
        Map<String, Value> fields = Map.of(MAP_FIELD, Value.of(greater.toString()));
        return new Change(uuid, Action.MAP, object, lesser, fields, 0, Author.PARLEY, List.of());
    }

    /**
     * The change that says that two uuids name two records, whatever map says that they name one. It stands for good: were it a matter of time, the
     * same natural key would map them again.
     */
    public static Change unmap(String object, UUID one, UUID other) {
        Change map = map(object, one, other);
        UUID uuid = Uuids.derived("unmap", map.uuid().toString());
        return new Change(uuid, Action.UNMAP, object, map.record(), map.fields(), 0, Author.PARLEY, List.of());
    }

    /** The map that this change undoes, whether it was ever made or not. */
    public static Change undone(Change unmap) {
        return map(unmap.object(), unmap.record(), aliasOf(unmap));
    }

    /** The greater of the two uuids that a map, or what undoes it, names; the lesser is its record. */
    public static UUID aliasOf(Change map) {
        return alias(map.fields());
    }

    /** Refuses what no site would derive, since everybody who takes such a map in would stumble over it. */
    static void checkMap(UUID record, Map<String, Value> fields, List<UUID> parents) {
        if (!parents.isEmpty() || Uuids.ORDER.compare(record, alias(fields)) >= 0) {
            throw new IllegalArgumentException("a map names a uuid greater than its record's, and has no parents; not: "
                    + fields + " of " + record + " after " + parents);
        }
    }

    private static UUID alias(Map<String, Value> fields) {
        return UUID.fromString(fields.getOrDefault(MAP_FIELD, Value.NULL).text());
    }

    /**
     * The change that brings back a record which was deleted while another still referred to it. It sets no field: all come back
     * with the values that they had.
     *
     * @throws IllegalArgumentException if the change is not a delete
     */
    public static Change restore(Change delete) {
        if (!delete.action().isDelete()) {
            throw new IllegalArgumentException("only a delete can be answered by a restore, not: " + delete.action());
        }
        UUID uuid = Uuids.derived("restore", delete.uuid().toString());
        return new Change(
                uuid,
                Action.UPDATE,
                delete.object(),
                delete.record(),
                Map.of(),
                Clock.after(delete.at()),
                Author.PARLEY,
                List.of(delete.uuid()));
    }

    /** Whether the change answers a delete, as {@link #restore} makes it. */
    public static boolean isRestore(Change change) {
        return change.fields().isEmpty()
                && change.parents().size() == 1
                && change.uuid()
                        .equals(Uuids.derived("restore", change.parents().get(0).toString()));
    }

    /**
     * What an application did to a row without a word in the history that it keeps: found by comparing the two, so nobody knows who did it.
     *
     * @param site the site where it was done
     * @param parents the heads of the record then
     */
    public static Change unlogged(
            Action action,
            String object,
            UUID record,
            Map<String, Value> fields,
            long at,
            UUID site,
            List<UUID> parents) {
        Author nobody = new Author("", "", site);
        UUID uuid = unloggedUuid(new Change(Author.NO_SITE, action, object, record, fields, at, nobody, parents));
        return new Change(uuid, action, object, record, fields, at, nobody, parents);
    }

    /** Whether the change is such as {@link #unlogged} makes. */
    public static boolean isUnlogged(Change change) {
        return change.author().user().isEmpty() && change.uuid().equals(unloggedUuid(change));
    }

    private static UUID unloggedUuid(Change change) {
        List<Value> parts = new ArrayList<>();
        parts.add(Value.of("unlogged"));
        parts.add(Value.of(change.action().word()));
        parts.add(Value.of(change.object()));
        parts.add(Value.of(change.record().toString()));
        parts.add(Value.of(Long.toString(change.at())));
        parts.add(Value.of(change.author().site().toString()));
        parts.add(Value.of(change.parents().toString()));
        Fields.of(change.fields()).forEach((field, value) -> {
            parts.add(Value.of(field));
            parts.add(value);
        });
        return Uuids.derived(parts);
    }

    /** The uuid of the entry that stands for a field of a change in a history which has one entry a field. */
    public static UUID entry(Change change, String field) {
        return Uuids.derived("entry", change.uuid().toString(), field);
    }

    /** The uuid of a record of a table without uuids, at sites that started from the same copy of it. */
    public static UUID fromPrimaryKey(String object, Value id) {
        return Uuids.derived(List.of(Value.of("primary key"), Value.of(object), id));
    }

    /** The uuid of a record that is known by key: of these values, in the order of the object's key. */
    public static UUID keyed(String object, UUID business, List<Value> key) {
        List<Value> parts = new ArrayList<>(3 + key.size());
        parts.add(Value.of("key"));
        parts.add(Value.of(object));
        parts.add(Value.of(business.toString()));
        parts.addAll(key);
        return Uuids.derived(parts);
    }
}
