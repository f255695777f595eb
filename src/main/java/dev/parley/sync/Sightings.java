package dev.parley.sync;

import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Uuids;
import dev.parley.merge.Value;
import dev.parley.store.Link;
import dev.parley.store.People;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.Tx;
import dev.parley.wire.SiteKey;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Puts what a sync meets on the list for a person, in words. */
final class Sightings {

    static final String CONFLICT = "conflict";
    static final String HELD = "held";
    static final String RESTORED = "restored";
    static final String DRIFT = "drift";
    static final String CLOCK = "clock";
    static final String MODULE = "module";
    static final String FOREIGN = "foreign";
    static final String KEY = "key";
    static final String HISTORY = "history";
    static final String DAMAGE = "damage";

    private final Problems problems;
    private final Link link;
    private final Witness witness;
    private final People people;
    private int conflicts;
    private int others;

    /** What is met over that link in a transaction. */
    Sightings(SiteContext site, Tx tx, Link link) {
        this.problems = new Problems(tx, site.origin().time());
        this.link = link;
        this.witness = site.witness();
        this.people = new People(tx, site.catalogue());
    }

    /** How many conflicts were met. */
    int conflicts() {
        return conflicts;
    }

    /** How many other problems were met. */
    int others() {
        return others;
    }

    void conflict(String object, UUID record, Conflict conflict) throws SQLException {
        conflicts++;
        witness.conflict(object, record, conflict);
        String field = conflict.field();
        boolean whole = field.equals(Conflict.WHOLE);
        String what = whole ? "was deleted at one site and changed at another" : "was changed at two sites";
        String message = "%s %s %s, neither knowing of the other's change: %s wins over %s."
                .formatted(
                        object,
                        whole ? record : record + ", " + field + ",",
                        what,
                        told(conflict, true),
                        told(conflict, false));
        report(CONFLICT, conflict.uuid(), object, record.toString(), field, message, ConflictText.json(conflict));
    }

    private String told(Conflict conflict, boolean winner) throws SQLException {
        Change change = winner ? conflict.winner() : conflict.loser();
        String value = conflict.field().equals(Conflict.WHOLE)
                ? change.action().word()
                : "\"" + shortened(String.valueOf(change.fields().get(conflict.field()))) + "\"";
        return value + done(change);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    void held(String object, UUID record, String why) throws SQLException {
        held(object, record, "", why);
    }

    /** A record that could not be written, for the sake of that field where it has a name. */
    void held(String object, UUID record, String field, String why) throws SQLException {
        others++;
        report(
                HELD,
                id(HELD, object, record.toString()),
                object,
                record.toString(),
                field,
                "%s %s could not be written: %s%s. Its changes are kept; it is tried again at each sync."
                        .formatted(object, record, field.isEmpty() ? "" : "its field " + field + ": ", why),
                "{}");
    }

    /** The record can't be written, for another one has the same in fields that must be unique. */
    void collided(String object, UUID record, Map<String, Value> values, List<Collisions.Collision> collisions)
            throws SQLException {
        others++;
        List<String> same = new ArrayList<>();
        for (Collisions.Collision collision : collisions) {
            List<String> what = collision.fields().stream()
                    .map(field -> "%s \"%s\"".formatted(field, shortened(String.valueOf(values.get(field)))))
                    .toList();
            same.add("%s with %s".formatted(String.join(" and ", what), collision.other()));
        }
        report(
                HELD,
                id(HELD, object, record.toString()),
                object,
                record.toString(),
                "",
                "%s %s could not be written, since it shares what must be unique: %s. Its changes are kept; give one of them another value, say which one goes, or that they are the same."
                        .formatted(object, record, String.join("; ", same)),
                Collisions.json(collisions));
    }

    /** The records could be written after all, those of them that could not before. */
    void noLongerHeld(String object, Collection<UUID> records) throws SQLException {
        if (!records.isEmpty() && problems.anyOpen(HELD)) {
            problems.resolve(records.stream()
                    .map(record -> id(HELD, object, record.toString()))
                    .toList());
        }
    }

    /**
     * The record was deleted, and is kept.
     *
     * @param child what refers to it, in words
     */
    void restored(String object, UUID record, Optional<Change> delete, String child) throws SQLException {
        others++;
        String who = delete.isPresent() ? done(delete.get()) : "";
        report(
                RESTORED,
                id(RESTORED, object, record.toString()),
                object,
                record.toString(),
                "",
                "%s %s was deleted%s, but %s still refers to it: it was kept, at both sites. To delete it, delete what refers to it first."
                        .formatted(object, record, who, child),
                "{}");
    }

    private String done(Change change) throws SQLException {
        Instant at = Instant.EPOCH.plus(change.at(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
        String user = people.name(change.author().user());
        return " by %s at %s".formatted(user.isEmpty() ? "unknown" : user, at);
    }

    void clockAhead(String object, UUID record, long secondsAhead) throws SQLException {
        others++;
        report(
                CLOCK,
                id(CLOCK, link.uuid().toString(), ""),
                object,
                record.toString(),
                "",
                "A change of %s %s is %d s ahead of this site's clock. It is kept and taken when its time comes; check the clocks of both sites."
                        .formatted(object, record, secondsAhead),
                "{}");
    }

    void drifted(int records) throws SQLException {
        if (records == 0) {
            return;
        }
        report(
                DRIFT,
                id(DRIFT, link.uuid().toString(), ""),
                "",
                "",
                "",
                "%s differed when the sites first compared them, and no change log tells why: the later version was kept, both are in the history."
                        .formatted(records == 1 ? "One record" : records + " records"),
                "{\"records\":" + records + "}");
    }

    void foreign(String object, UUID record) throws SQLException {
        others++;
        report(
                FOREIGN,
                id(FOREIGN, object, record.toString()),
                object,
                record.toString(),
                "",
                "%s %s was sent over this link but belongs to another business here: it was refused."
                        .formatted(object, record),
                "{}");
    }

    /** What a full sync found that nothing explains, and what it made of it. */
    void damage(String object, UUID record, String what) throws SQLException {
        others++;
        report(
                DAMAGE,
                id(DAMAGE, object, record.toString()),
                object,
                record.toString(),
                "",
                "%s %s: %s".formatted(object, record, what),
                "{}");
    }

    void entry(String object, UUID record, String table, String why) throws SQLException {
        others++;
        report(
                HISTORY,
                id(HISTORY, object, record.toString()),
                object,
                record.toString(),
                "",
                "What was done to %s %s could not be written into the history %s: %s. The record is as it should be, and Parley's log has the change."
                        .formatted(object, record, table, why),
                "{}");
    }

    void moduleStopped(String module, String why) throws SQLException {
        others++;
        report(MODULE, id(MODULE, link.uuid().toString(), module), module, "", "", why, "{}");
    }

    /** The module can be synced again. */
    void moduleGoesOn(String module) throws SQLException {
        problems.resolve(id(MODULE, link.uuid().toString(), module));
    }

    void siteKeyChanged(String site, SiteKey known, SiteKey said) throws SQLException {
        others++;
        report(
                KEY,
                id(KEY, link.uuid().toString(), ""),
                "",
                "",
                "",
                "%s signs with another key than this site knows it by: it says %s, known is %s. Records go over link %s as before, but no receipt is made with that key. Ask the people there. If they have renewed it: parley key trust %s KEY, with the key that parley key show prints there."
                        .formatted(site, said.fingerprint(), known.fingerprint(), link.name(), link.name()),
                "{}");
    }

    /** The other site signs with the key that is known. */
    void siteKeyAgrees() throws SQLException {
        problems.resolve(id(KEY, link.uuid().toString(), ""));
    }

    private static UUID id(String kind, String one, String other) {
        return Uuids.derived("problem", kind, one, other);
    }

    private void report(String kind, UUID id, String object, String record, String field, String message, String detail)
            throws SQLException {
        Problem problem = new Problem(
                id,
                kind,
                OptionalLong.of(link.id()),
                link.business().toString(),
                object,
                record,
                field,
                message,
                detail);
        witness.problem(problem);
        problems.report(problem);
    }
}
