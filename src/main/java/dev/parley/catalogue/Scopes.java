package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds whose the records of each object are. */
final class Scopes {

    private final boolean whole;
    private final Map<String, Draft> drafts;
    private final Map<String, Map<String, Reference>> references;
    private final ObjectNames names;
    private final Mistakes mistakes;

    /** With the references of every draft, both by the object's full name. */
    Scopes(
            Declaration declaration,
            Map<String, Draft> drafts,
            Map<String, Map<String, Reference>> references,
            ObjectNames names,
            Mistakes mistakes) {
        this.whole = declaration.wholeDatabase().isPresent();
        this.drafts = drafts;
        this.references = references;
        this.names = names;
        this.mistakes = mistakes;
    }

    /** The object's scope; absent, with a mistake, where it can't be told. */
    Optional<Scope> of(Draft draft) {
        if (whole) {
            return Optional.of(new Scope.Whole());
        }
        if (draft.declared().business().isEmpty()) {
            return draft.business()
                    .map(column -> column(draft, column, draft.declared().line()));
        }
        Said<BusinessDeclaration> said = draft.declared().business().get();
        // Records, not a switch over patterns: those came to Java after 17.
        if (said.value() instanceof BusinessDeclaration.Self) {
            return Optional.of(new Scope.Self());
        }
        if (said.value() instanceof BusinessDeclaration.Through through) {
            return through(draft, new Said<>(through.field(), said.line()));
        }
        if (said.value() instanceof BusinessDeclaration.MemberOf member) {
            return member(draft, member, said.line());
        }
        return draft.business().map(column -> column(draft, column, said.line()));
    }

    private Scope column(Draft draft, Column column, int line) {
        if (!column.kind().equals(Optional.of(FieldKind.INTEGER))) {
            mistakes.add(
                    draft.declared(),
                    line,
                    "the business column `" + column.name() + "` has type `" + column.type()
                            + "`, but must be a whole number: the local id of the business");
        }
        for (ForeignKey foreign : draft.table().foreignKeys()) {
            boolean own =
                    foreign.columns().size() == 1 && foreign.columns().get(0).equalsIgnoreCase(column.name());
            if (own && !isOfBusinesses(foreign)) {
                mistakes.add(
                        draft.declared(),
                        line,
                        "the business column `" + column.name() + "` refers to table `" + foreign.target()
                                + "`, which is not that of the businesses");
            }
        }
        return new Scope.Column(column.name());
    }

    private boolean isOfBusinesses(ForeignKey foreign) {
        List<Draft> businesses = drafts.values().stream()
                .filter(draft -> isSelf(draft.declared()))
                .toList();
        return businesses.isEmpty()
                || businesses.stream().anyMatch(draft -> draft.table().name().equalsIgnoreCase(foreign.target()));
    }

    private Optional<Scope> through(Draft draft, Said<String> said) {
        Optional<Column> field = draft.field(said, "business: through", mistakes);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Reference reference = referencesOf(draft).get(field.get().name());
        if (reference == null) {
            mistakes.add(draft.declared(), said.line(), """
                    `business: through` names `%s`, which is no reference; say under `references:` which \
                    object it refers to""".formatted(said.value()));
            return Optional.empty();
        }
        Draft target = Objects.requireNonNull(drafts.get(reference.target()));
        if (isSelf(target.declared())) {
            mistakes.add(
                    draft.declared(),
                    said.line(),
                    "`business: through` names `%s`, which refers to the business itself; say `business: %s`"
                            .formatted(said.value(), said.value()));
        } else if (isMember(target.declared())) {
            mistakes.add(draft.declared(), said.line(), """
                    `business: through` names `%s`, which refers to `%s`, whose records are shared between \
                    businesses, so they don't tell one""".formatted(said.value(), target.name()));
        } else if (leadsBack(draft)) {
            mistakes.add(
                    draft.declared(),
                    said.line(),
                    "`business: through %s` leads in a circle and never to a business".formatted(said.value()));
        }
        return Optional.of(new Scope.Through(field.get().name()));
    }

    private boolean leadsBack(Draft from) {
        Set<String> seen = new HashSet<>();
        Draft at = from;
        while (at != null && seen.add(at.name())) {
            at = at.declared()
                            .business()
                            .filter(said -> said.value() instanceof BusinessDeclaration.Through)
                            .isPresent()
                    ? next(at)
                    : null;
        }
        return at != null;
    }

    private @Nullable Draft next(Draft draft) {
        BusinessDeclaration.Through through = (BusinessDeclaration.Through)
                draft.declared().business().orElseThrow().value();
        return draft.table()
                .column(through.field())
                .map(column -> referencesOf(draft).get(column.name()))
                .map(reference -> drafts.get(reference.target()))
                .orElse(null);
    }

    private Optional<Scope> member(Draft draft, BusinessDeclaration.MemberOf member, int line) {
        Optional<Draft> found = names.find(new Said<>(member.object(), line), draft.declared(), "business: member of")
                .map(object -> drafts.get(object.name().full()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Draft join = found.get();
        if (isSelf(join.declared()) || isMember(join.declared())) {
            mistakes.add(
                    draft.declared(),
                    line,
                    "`business: member of` names `" + join.name()
                            + "`, whose records have no business; name the object whose records tie these to"
                            + " businesses");
            return Optional.empty();
        }
        List<String> fields = referencesOf(join).entrySet().stream()
                .filter(entry -> entry.getValue().target().equals(draft.name()))
                .map(Map.Entry::getKey)
                .toList();
        return joinField(draft, member, join, fields, line).map(field -> new Scope.Member(join.name(), field));
    }

    private Optional<String> joinField(
            Draft draft, BusinessDeclaration.MemberOf member, Draft join, List<String> fields, int line) {
        if (fields.isEmpty()) {
            mistakes.add(draft.declared(), line, """
                    `business: member of` names `%s`, which has no reference to `%s`; say under its \
                    `references:` which field is one: `references: {FIELD: %s}`""".formatted(join.name(), draft.name(), draft.name()));
            return Optional.empty();
        }
        if (member.field().isEmpty()) {
            if (fields.size() > 1) {
                mistakes.add(draft.declared(), line, """
                        `business: member of` names `%s`, which refers to `%s` by more than one field; say \
                        which: `business: member of %s by %s`""".formatted(
                                join.name(), draft.name(), member.object(), String.join("|", fields)));
            }
            return Optional.of(fields.get(0));
        }
        String wanted = member.field().get();
        Optional<String> field =
                fields.stream().filter(wanted::equalsIgnoreCase).findFirst();
        if (field.isEmpty()) {
            mistakes.add(
                    draft.declared(),
                    line,
                    "`business: member of` names the field `%s`, which is no reference of `%s` to `%s`; that is `%s`"
                            .formatted(wanted, join.name(), draft.name(), String.join("`, `", fields)));
        }
        return field;
    }

    private Map<String, Reference> referencesOf(Draft draft) {
        return references.getOrDefault(draft.name(), Map.of());
    }

    static boolean isSelf(ObjectDeclaration object) {
        return object.business()
                .filter(said -> said.value() instanceof BusinessDeclaration.Self)
                .isPresent();
    }

    private static boolean isMember(ObjectDeclaration object) {
        return object.business()
                .filter(said -> said.value() instanceof BusinessDeclaration.MemberOf)
                .isPresent();
    }
}
