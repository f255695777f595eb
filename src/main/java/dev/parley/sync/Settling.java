package dev.parley.sync;

import dev.parley.catalogue.Canonical;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Clock;
import dev.parley.merge.Conflict;
import dev.parley.merge.Value;
import dev.parley.store.Link;
import dev.parley.store.Links;
import dev.parley.store.Moments;
import dev.parley.store.Problem;
import dev.parley.store.Problems;
import dev.parley.store.RecordIndex.State;
import dev.parley.store.RecordIndex.Touched;
import dev.parley.store.Tx;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out what a person decides about a conflict: a newer change, made here by that person, which knows both sides. It goes to the
 * other sites like every other change, and settles the conflict there too.
 */
public final class Settling {

    private final SiteContext site;

    /** At that site. */
    public Settling(SiteContext site) {
        this.site = site;
    }

    /** What is to stand. */
    public sealed interface Choice {

        /** What was done at this site; where neither side of the conflict was, what stands here now. */
        record Local() implements Choice {}

        /** What was done at the other site. */
        record Remote() implements Choice {}

        /** Another value altogether, in canonical form. */
        record Other(Value value) implements Choice {}
    }

    /**
     * How it ended.
     *
     * @param change what went to the log
     * @param written whether the row could be brought to it; if not, there is a problem that says why
     */
    public record Settled(Change change, boolean written) {}

    /**
     * Settles a conflict.
     *
     * @param problem an open problem of kind {@code conflict}
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
            work.log.lock();
            work.lock(object, work.maps.names(object.name(), List.of(record)));
            work.takeIn();
            Touched known = Optional.ofNullable(
                            work.index.find(object.name(), List.of(record)).get(record))
                    .orElseThrow(() -> new UndecidableException("Nothing is known of that record any more."));
            Collection<Change> history =
                    work.histories(object.name(), List.of(record)).get(record);
            Change chosen = chosen(problem, choice, object, Objects.requireNonNull(history));
            Change change = new Change(
                    site.origin().ids().next(),
                    chosen.action(),
                    object.name(),
                    record,
                    chosen.fields(),
                    Clock.at(site.origin().time().micros(), known.newest()),
                    new Author(user, "", site.origin().site()),
                    known.heads());
            work.append(change, work.scope.owner(object), false);
            work.flush();
            new Apply(site, tx, work.scope, false, (inTx, name, uuid) -> false).retry(List.of(known));
            new Problems(tx, site.origin().time()).resolve(problem.id());
            State state = Objects.requireNonNull(
                            work.index.find(object.name(), List.of(record)).get(record))
                    .state();
            return new Settled(change, state != State.HELD);
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
                any.orElseThrow(() -> new UndecidableException(
                        "The link over which the conflict came was removed, so there is no other site to tell."
                                + " Edit the record in your application instead.")),
                objects);
    }

    /** The action and the fields that the new change is to have. */
    private Change chosen(Problem problem, Choice choice, CatalogueObject object, Collection<Change> history) {
        ConflictText.Sides sides = ConflictText.sides(problem.detail());
        if (choice instanceof Choice.Other other) {
            return set(problem, object, other.value(), find(history, sides.winner()));
        }
        UUID here = site.origin().site();
        boolean winnerIsLocal =
                sides.winnerSite().equals(here) || !sides.loserSite().equals(here);
        boolean winner = winnerIsLocal == (choice instanceof Choice.Local);
        Change side = find(history, winner ? sides.winner() : sides.loser());
        if (!problem.field().equals(Conflict.WHOLE)) {
            Value value = Optional.ofNullable(side.fields().get(problem.field()))
                    .orElseThrow(() ->
                            new UndecidableException("That change says nothing of %s.".formatted(problem.field())));
            return set(problem, object, value, side);
        }
        return side.action() == Action.DELETE
                ? with(side, Action.DELETE, side.fields())
                : with(side, Action.UPDATE, stamped(object, side.fields()));
    }

    private Change set(Problem problem, CatalogueObject object, Value value, Change like) {
        if (problem.field().equals(Conflict.WHOLE)) {
            throw new UndecidableException(
                    "One site deleted the record and the other changed it: take one of the two, a value alone settles"
                            + " nothing.");
        }
        Field field = object.field(problem.field())
                .orElseThrow(() ->
                        new UndecidableException("%s has no field %s here.".formatted(object.name(), problem.field())));
        if (value.isNull() && !field.nullable()) {
            throw new UndecidableException("%s can't be null here.".formatted(field.name()));
        }
        Value canonical = value.isNull() || field.reference().isPresent() ? value : canonical(field, value.text());
        return with(like, Action.UPDATE, stamped(object, Map.of(field.name(), canonical)));
    }

    /** With last_updated as it is now, as an application would set it. */
    private Map<String, Value> stamped(CatalogueObject object, Map<String, Value> fields) {
        Map<String, Value> stamped = new HashMap<>(fields);
        object.updatedField()
                .flatMap(object::field)
                .flatMap(field -> Moments.value(site.origin().time().micros(), field.kind())
                        .map(now -> Map.entry(field.name(), now)))
                .ifPresent(now -> stamped.put(now.getKey(), now.getValue()));
        return stamped;
    }

    /** What a person wrote, as all sites write it: 21.50 is 21.5. */
    private static Value canonical(Field field, String text) {
        try {
            boolean number = field.kind() == FieldKind.DECIMAL || field.kind() == FieldKind.REAL;
            String canonical = number ? Canonical.number(text.strip()) : text;
            Canonical.check(canonical, field.kind());
            return Value.of(canonical);
        } catch (IllegalArgumentException e) {
            throw new UndecidableException("%s can't hold that: %s".formatted(field.name(), e.getMessage()), e);
        }
    }

    private static Change with(Change like, Action action, Map<String, Value> fields) {
        return new Change(
                like.uuid(), action, like.object(), like.record(), fields, like.at(), like.author(), like.parents());
    }

    private static Change find(Collection<Change> history, UUID uuid) {
        return history.stream()
                .filter(change -> change.uuid().equals(uuid))
                .findFirst()
                .orElseThrow(() -> new UndecidableException("One of the two changes is not in the history any more."));
    }
}
