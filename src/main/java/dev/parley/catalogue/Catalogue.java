package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects that are synced at this site, parents before children. */
public final class Catalogue {

    private final Map<String, CatalogueObject> objects = new LinkedHashMap<>();
    private final List<CatalogueObject> ordered;
    private final List<ValueReference> valueReferences;
    private final Set<String> circular;

    /** Found out when it is first asked for; whoever asks at the same time finds out the same. */
    private volatile @Nullable String digest;

    /**
     * A catalogue of these objects, which must stand in the order in which they are to be applied.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public Catalogue(List<CatalogueObject> inOrder) {
        this(inOrder, List.of());
    }

    /** The same, with fields that name records by value. */
    public Catalogue(List<CatalogueObject> inOrder, List<ValueReference> byValue) {
        valueReferences = List.copyOf(byValue);
        ordered = List.copyOf(inOrder);
        for (CatalogueObject object : inOrder) {
            if (objects.put(object.name(), object) != null) {
                throw new IllegalArgumentException("two objects are named " + object.name());
            }
        }
        circular = RequiredCircles.among(ordered);
    }

    /** All objects, parents before children. */
    public List<CatalogueObject> objects() {
        return ordered;
    }

    /** The full names of all objects. */
    public Set<String> names() {
        return Collections.unmodifiableSet(objects.keySet());
    }

    /** The object of that full name. */
    public Optional<CatalogueObject> object(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    /**
     * The object of that full name, which must be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public CatalogueObject require(String name) {
        return object(name).orElseThrow(() -> new IllegalArgumentException("the catalogue has no object " + name));
    }

    /**
     * How a field points to records of the object that another field names; absent where the catalogue has no object of that full name,
     * or its records have no local id or are known by key.
     */
    public Optional<Reference> named(String name) {
        return object(name)
                .filter(target -> !(target.identity() instanceof Identity.Key))
                .flatMap(CatalogueObject::idColumn)
                .map(id -> new Reference(name, id, false));
    }

    /** The place of the object in the order of applying, from 0. */
    public int order(String name) {
        return new ArrayList<>(objects.keySet()).indexOf(name);
    }

    /**
     * Whether records of the object may need each other, or others that need them, so that none of them can be written before the other: by
     * references that the database enforces and that may not be null.
     */
    public boolean isCircular(String name) {
        return circular.contains(name);
    }

    /** The object whose records are the businesses; absent where the whole database is one business. */
    public Optional<CatalogueObject> businesses() {
        return objects.values().stream()
                .filter(object -> object.scope() instanceof Scope.Self)
                .findFirst();
    }

    /**
     * A fingerprint of what other sites need to agree with: each object's name, fields with their kinds, table version, and how its records
     * are recognized; 64 hex digits (SHA-256). Does not depend on the order of the objects.
     */
    public String digest() {
        String known = digest;
        if (known == null) {
            known = digest(objects);
            digest = known;
        }
        return known;
    }

    private static String digest(Map<String, CatalogueObject> objects) {
        List<String> texts = new ArrayList<>();
        new TreeMap<>(objects).forEach((name, object) -> {
            ObjectShape shape = ObjectShape.of(object);
            texts.add(name);
            texts.add(shape.tableVersion());
            texts.addAll(shape.fields());
            shape.recognition().ifPresent(recognition -> texts.addAll(recognition.texts()));
            texts.add("");
        });
        return Sha256.hex(texts);
    }

    /** A field of an object that points to records of another. */
    public record Referrer(CatalogueObject object, Field field) {}

    /** Every field that points to that object. */
    public List<Referrer> referrers(String target) {
        List<Referrer> found = new ArrayList<>();
        for (CatalogueObject object : objects.values()) {
            for (Field field : object.references()) {
                if (field.reference().orElseThrow().target().equals(target)) {
                    found.add(new Referrer(object, field));
                }
            }
        }
        return found;
    }

    /** How records of other objects, and of the same, name those of that object by value. */
    public List<ValueReference> valueReferencesTo(String target) {
        return valueReferences.stream()
                .filter(reference -> reference.target().equals(target))
                .toList();
    }

    /** How records of that object name others by value. */
    public List<ValueReference> valueReferencesOf(String object) {
        return valueReferences.stream()
                .filter(reference -> reference.object().equals(object))
                .toList();
    }
}
