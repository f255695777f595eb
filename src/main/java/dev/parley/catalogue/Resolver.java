package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what the catalogue declares against the tables as they are. */
public final class Resolver {

    private final Declaration declaration;
    private final Mistakes mistakes;

    private Resolver(Declaration declaration) {
        this.declaration = declaration;
        this.mistakes = new Mistakes(declaration.file());
    }

    /**
     * The catalogue as it stands in a database, its objects in the order in which they are to be applied: people, businesses, then
     * the others, parents before children.
     *
     * @throws CatalogueException with every mistake: what the tables don't have, what is missing in the catalogue, what can't be synced
     */
    public static Catalogue resolve(Declaration declaration, Schema schema) {
        return new Resolver(declaration).resolve(schema);
    }

    private Catalogue resolve(Schema schema) {
        Drafting drafting = new Drafting(declaration, schema, mistakes);
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (ObjectDeclaration object : declaration.objects()) {
            drafting.draft(object).ifPresent(draft -> drafts.put(draft.name(), draft));
        }
        if (declaration.wholeDatabase().isEmpty()) {
            businesses(drafts);
        }
        ignoredTables(schema);

        ObjectNames names = new ObjectNames(declaration.objects(), mistakes);
        References referring = new References(List.copyOf(drafts.values()), names, mistakes);
        Map<String, Map<String, Reference>> references = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> references.put(name, referring.of(draft)));

        Scopes scopes = new Scopes(declaration, drafts, references, names, mistakes);
        Histories histories = new Histories(declaration, schema, drafts, references, names, mistakes);
        List<CatalogueObject> objects = new ArrayList<>();
        drafts.forEach((name, draft) -> {
            // Without a scope there is a mistake already; the rest is looked through with any other.
            Scope scope = scopes.of(draft).orElse(new Scope.Column(""));
            Map<String, Reference> own = references.getOrDefault(name, Map.of());
            objects.add(new Assembly(declaration, draft, own, mistakes).object(scope, histories.of(draft)));
        });
        mistakes.check();
        ModuleOrder order = ModuleOrder.of(declaration.order(), declaration.objects(), mistakes);
        List<CatalogueObject> sorted = ReferenceOrder.sort(objects, order, referring.parentsByValue());
        order.check(sorted, mistakes);
        mistakes.check();
        return new Catalogue(sorted, referring.valueReferences());
    }

    private void businesses(Map<String, Draft> drafts) {
        List<ObjectDeclaration> selves =
                declaration.objects().stream().filter(Scopes::isSelf).toList();
        if (selves.isEmpty()) {
            mistakes.add(
                    1,
                    "no object has `business: self`; one must have it, the object whose records are the businesses; or"
                            + " say `business: whole database` at the top if there is one business only");
            return;
        }
        ObjectDeclaration first = selves.get(0);
        for (ObjectDeclaration other : selves.subList(1, selves.size())) {
            mistakes.add(
                    other,
                    other.business().map(Said::line).orElse(other.line()),
                    "`business: self` is said of `" + first.name().full()
                            + "` already, and only one object can be the businesses");
        }
        Draft draft = drafts.get(first.name().full());
        if (draft != null && draft.id().isEmpty()) {
            mistakes.add(
                    first,
                    first.line(),
                    "the businesses must have a local id: a whole number that is the primary key of table `"
                            + draft.table().name() + "`, for the business columns to hold");
        }
        if (draft != null && draft.uuid().isEmpty() && !first.key().isEmpty()) {
            mistakes.add(
                    first,
                    first.key().get(0).line(),
                    "the businesses must have a uuid column; a `key` identifies records only within a business");
        }
    }

    private void ignoredTables(Schema schema) {
        for (Said<String> ignored : declaration.ignoredTables()) {
            Optional<ObjectDeclaration> used = declaration.objects().stream()
                    .filter(object -> object.table().value().equalsIgnoreCase(ignored.value()))
                    .findFirst();
            if (used.isPresent()) {
                mistakes.add(
                        ignored.line(),
                        "`ignore` names table `" + ignored.value() + "`, which is that of `"
                                + used.get().name().full() + "`");
            } else if (schema.table(ignored.value()).isEmpty()) {
                List<String> known =
                        schema.tables().stream().map(Schema.Table::name).toList();
                mistakes.add(
                        ignored.line(),
                        "`ignore` names table `" + ignored.value() + "`, which the database does not have"
                                + Spelling.didYouMean(ignored.value(), known));
            }
        }
    }
}
