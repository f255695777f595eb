package dev.parley.sync;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Value;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.RecordRows.Row;
import dev.parley.store.Tx;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out what a person decides about a conflict, or about records that share what must be unique: newer changes, made here by that
 * person, which know both sides. They go to the other sites like all others, and settle the matter there too.
 */
public final class Settling {

    private final SiteContext site;

    /** At that site. */
    public Settling(SiteContext site) {
        this.site = site;
    }

    /** What is to stand. */
    public sealed interface Choice {

        /** What was done at this site; where neither side of a conflict was, what stands here now. */
        record Local() implements Choice {}

        /** What was done at the other site. */
        record Remote() implements Choice {}

        /**
         * Another value altogether.
         *
         * @param field the field that gets it; absent where there is only one that can be meant
         */
        record Other(Optional<String> field, Value value) implements Choice {}
    }

    /**
     * How it ended.
     *
     * @param change the last that went to the log
     * @param written whether the record could be written; if not, there is a problem that says why
     */
    public record Settled(Change change, boolean written) {}

    /** Whether the problem has sides to choose from. */
    public static boolean canSettle(Problem problem) {
        return problem.kind().equals(Sightings.CONFLICT)
                || !Collisions.read(problem.detail()).isEmpty();
    }

    /**
     * Settles a problem.
     *
     * @param problem an open one that {@link #canSettle}
     * @param user who decided, as the history is to tell
     * @throws UndecidableException if it can't be settled in that way
     */
    public Settled settle(Problem problem, Choice choice, String user) {
        CatalogueObject object = site.catalogue()
                .object(problem.object())
                .orElseThrow(() -> new UndecidableException(
                        "The catalogue has no object %s any more.".formatted(problem.object())));
        return site.database().inTransaction(tx -> {
            Work work = new Work(site, tx, scope(tx, problem));
            UUID record = work.maps.canonical(object.name(), UUID.fromString(problem.record()));
            ByHand byHand = new ByHand(work, user);
            Change change = problem.kind().equals(Sightings.CONFLICT)
                    ? conflict(byHand, problem, object, record, choice)
                    : collision(work, byHand, problem, object, record, choice);
            boolean written = byHand.isWritten(object, record);
            if (written) {
                new Problems(tx, site.origin().time()).resolve(problem.id());
            }
            return new Settled(change, written);
        });
    }

    private LinkScope scope(Tx tx, Problem problem) throws SQLException {
        Links links = new Links(tx, site.origin().time());
        Optional<Link> link =
                problem.link().isPresent() ? links.byId(problem.link().getAsLong()) : Optional.empty();
        Optional<Link> any = link.isPresent()
                ? link
                : links.all().stream()
                        .filter(one -> one.business().toString().equals(problem.business()))
                        .findFirst();
        Set<String> objects = new HashSet<>();
        site.catalogue().objects().forEach(object -> objects.add(object.name()));
        return new LinkScope(
                any.orElseThrow(
                        () -> new UndecidableException(
                                "The link over which it came was removed, so there is no other site to tell. Edit the record in your application instead.")),
                objects);
    }

    private Change conflict(ByHand byHand, Problem problem, CatalogueObject object, UUID record, Choice choice)
            throws SQLException {
        Collection<Change> history = byHand.locked(object, record);
        boolean whole = problem.field().equals(Conflict.WHOLE);
        if (choice instanceof Choice.Other other) {
            if (whole) {
                throw new UndecidableException(
                        "One site deleted the record and the other changed it: take one of the two, a value alone settles nothing.");
            }
            return byHand.set(object, record, canonical(object, problem.field(), other.value()));
        }
        ConflictText.Sides sides = ConflictText.sides(problem.detail());
        UUID here = site.origin().site();
        boolean winnerIsLocal =
                sides.winnerSite().equals(here) || !sides.loserSite().equals(here);
        boolean winner = winnerIsLocal == (choice instanceof Choice.Local);
        Change side = find(history, winner ? sides.winner() : sides.loser());
        if (whole) {
            return side.action().isDelete() ? byHand.delete(object, record) : byHand.set(object, record, side.fields());
        }
        Value value = Optional.ofNullable(side.fields().get(problem.field()))
                .orElseThrow(
                        () -> new UndecidableException("That change says nothing of %s.".formatted(problem.field())));
        return byHand.set(object, record, Map.of(problem.field(), value));
    }

    private static Change find(Collection<Change> history, UUID uuid) {
        return history.stream()
                .filter(change -> change.uuid().equals(uuid))
                .findFirst()
                .orElseThrow(() -> new UndecidableException("One of the two changes is not in the history any more."));
    }

    /**
     * Local: what is here stays as it is, and the record that can't be written goes, or where it is here takes back what collides. Remote: what
     * stands in its way here goes. Another value: the record that can't be written gets it.
     */
    private static Change collision(
            Work work, ByHand byHand, Problem problem, CatalogueObject object, UUID record, Choice choice)
            throws SQLException {
        List<Collisions.Collision> collisions = Collisions.read(problem.detail());
        if (choice instanceof Choice.Other other) {
            Set<String> fields = new HashSet<>();
            collisions.forEach(collision -> fields.addAll(collision.fields()));
            String field =
                    other.field().orElse(fields.size() == 1 ? fields.iterator().next() : "");
            if (field.isEmpty()) {
                throw new UndecidableException(
                        "Several fields collide: say which one gets that value, with --field. They are %s."
                                .formatted(String.join(
                                        ", ", fields.stream().sorted().toList())));
            }
            return byHand.set(object, record, canonical(object, field, other.value()));
        }
        if (choice instanceof Choice.Remote) {
            Optional<Change> last = Optional.empty();
            for (Collisions.Collision collision : collisions) {
                last = Optional.of(byHand.delete(object, collision.other()));
            }
            byHand.again(object, record);
            return last.orElseThrow();
        }
        byHand.locked(object, record);
        Optional<Row> row = Optional.ofNullable(
                new RowLookup(work, object).locked(Map.of(record, List.of())).get(record));
        if (row.isEmpty()) {
            return byHand.delete(object, record);
        }
        Map<String, Value> before = new HashMap<>(row.get().fields());
        before.keySet()
                .retainAll(collisions.stream()
                        .flatMap(collision -> collision.fields().stream())
                        .toList());
        return byHand.set(object, record, before);
    }

    /** What a person wrote, as all sites write it: 21.50 is 21.5. */
    private static Map<String, Value> canonical(CatalogueObject object, String name, Value value) {
        Field field = object.field(name)
                .orElseThrow(() -> new UndecidableException("%s has no field %s here.".formatted(object.name(), name)));
        if (value.isNull() && !field.nullable()) {
            throw new UndecidableException("%s can't be null here.".formatted(name));
        }
        if (value.isNull() || field.reference().isPresent()) {
            return Map.of(field.name(), value);
        }
        try {
            boolean number = field.kind() == FieldKind.DECIMAL || field.kind() == FieldKind.REAL;
            String canonical = number ? Canonical.number(value.text().strip()) : value.text();
            Canonical.check(canonical, field.kind());
            return Map.of(field.name(), Value.of(canonical));
        } catch (IllegalArgumentException e) {
            throw new UndecidableException("%s can't hold that: %s".formatted(name, e.getMessage()), e);
        }
    }
}
