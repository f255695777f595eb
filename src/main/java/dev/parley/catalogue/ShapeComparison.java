package dev.parley.catalogue;

import dev.parley.catalogue.ModuleCompatibility.WaitingField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares one object as it stands at two sites. */
final class ShapeComparison {

    /** Kinds that hold numbers, which engines and schemas choose among freely for the same values. */
    private static final Set<String> NUMBERS = Set.of("integer", "boolean", "decimal", "real", "single");

    private final String object;
    private final Shape ours;
    private final Shape theirs;

    ShapeComparison(String object, Shape ours, Shape theirs) {
        this.object = object;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** An object's shape, taken apart. */
    record Shape(
            String site,
            String version,
            Map<String, String> kinds,
            Set<String> key,
            Optional<Recognition> recognition) {

        Shape(String site, ObjectShape shape) {
            this(site, shape.tableVersion(), new TreeMap<>(), new TreeSet<>(), shape.recognition());
            for (String field : shape.fields()) {
                // The last colon: a column's name may have one, a kind never has.
                int colon = field.lastIndexOf(':');
                String name = colon < 0 ? field : field.substring(0, colon);
                String kind = colon < 0 ? "" : field.substring(colon + 1);
                boolean isKey = kind.endsWith(ObjectShape.KEY);
                kinds.put(name, isKey ? kind.substring(0, kind.length() - ObjectShape.KEY.length()) : kind);
                if (isKey) {
                    key.add(name);
                }
            }
        }

        List<String> lacks(Shape other) {
            return other.kinds.keySet().stream()
                    .filter(field -> !kinds.containsKey(field))
                    .toList();
        }

        String identity() {
            return key.isEmpty() ? "its uuid column" : "the key " + names(key);
        }
    }

    /** Why the object can't be synced, in a sentence that says what to do; absent if it can. */
    Optional<String> reason() {
        if (!ours.key().equals(theirs.key())) {
            return Optional.of("`%s` is identified by %s at %s and by %s at %s; make `key` the same in both catalogues."
                    .formatted(object, ours.identity(), ours.site(), theirs.identity(), theirs.site()));
        }
        Optional<String> doubling = doubling();
        if (doubling.isPresent()) {
            return doubling;
        }
        List<String> unlike = unlikeKinds();
        if (!unlike.isEmpty()) {
            return Optional.of(String.join("; ", unlike) + ". " + upgradeTo("both tables have the same columns"));
        }
        List<String> weLack = ours.lacks(theirs);
        List<String> theyLack = theirs.lacks(ours);
        if (!weLack.isEmpty() && !theyLack.isEmpty()) {
            return Optional.of("`%s` lacks %s at %s and %s at %s. %s"
                    .formatted(
                            object,
                            names(weLack),
                            ours.site(),
                            names(theyLack),
                            theirs.site(),
                            upgradeTo("both tables have the same columns")));
        }
        boolean declared = !TableVersion.isDerived(ours.version()) && !TableVersion.isDerived(theirs.version());
        if (weLack.isEmpty()
                && theyLack.isEmpty()
                && declared
                && !ours.version().equals(theirs.version())) {
            return Optional.of("`%s` has table version %s at %s and %s at %s. %s"
                    .formatted(
                            object,
                            ours.version(),
                            ours.site(),
                            theirs.version(),
                            theirs.site(),
                            upgradeTo("both have the same version")));
        }
        return Optional.empty();
    }

    /** Why one record would come to stand twice. */
    private Optional<String> doubling() {
        if (ours.recognition().isEmpty() || theirs.recognition().isEmpty()) {
            return Optional.empty();
        }
        Recognition here = ours.recognition().get();
        Recognition there = theirs.recognition().get();
        boolean derivedHere = here.identity().equals(Recognition.PRIMARY_KEY);
        if (derivedHere != there.identity().equals(Recognition.PRIMARY_KEY)) {
            return Optional.of(
                    "The records of `%s` have their uuids from %s at %s and from %s at %s, so the same record would stand twice. Let `identity` say the same in both catalogues, then run parley init."
                            .formatted(object, here.inWords(), ours.site(), there.inWords(), theirs.site()));
        }
        List<Recognition.Natural> keysHere = known(here);
        List<Recognition.Natural> keysThere = known(there);
        if (!keysHere.equals(keysThere)) {
            return Optional.of(
                    "The records of `%s` go by %s at %s and by %s at %s, so a record that was entered at both would stand twice. Let `natural_key` say the same in both catalogues."
                            .formatted(object, words(keysHere), ours.site(), words(keysThere), theirs.site()));
        }
        return Optional.empty();
    }

    /** The natural keys over fields that both sites have; another one waits for its column. */
    private List<Recognition.Natural> known(Recognition recognition) {
        return recognition.naturalKeys().stream()
                .filter(key -> ours.kinds().keySet().containsAll(key.fields())
                        && theirs.kinds().keySet().containsAll(key.fields()))
                .toList();
    }

    private static String words(List<Recognition.Natural> keys) {
        return keys.isEmpty()
                ? "no natural key"
                : "the natural key "
                        + keys.stream().map(Recognition.Natural::toString).collect(Collectors.joining(" and "));
    }

    /** What waits, in a sentence; absent if nothing does. */
    Optional<String> remark() {
        return waiting().stream()
                .findFirst()
                .map(any -> "`%s` has no %s at %s; the values wait there until its table is upgraded."
                        .formatted(
                                object,
                                names(waiting().stream()
                                        .map(WaitingField::field)
                                        .toList()),
                                any.lackedBy()));
    }

    /** The fields that one side lacks; where {@link #reason} is absent, it is the same side for all of them. */
    List<WaitingField> waiting() {
        List<WaitingField> waiting = new ArrayList<>();
        ours.lacks(theirs).forEach(field -> waiting.add(new WaitingField(object, field, ours.site())));
        theirs.lacks(ours).forEach(field -> waiting.add(new WaitingField(object, field, theirs.site())));
        return waiting;
    }

    private List<String> unlikeKinds() {
        List<String> unlike = new ArrayList<>();
        ours.kinds().forEach((field, kind) -> {
            String other = theirs.kinds().getOrDefault(field, kind);
            if (!isTolerable(kind, other)) {
                unlike.add("`%s` of `%s` is %s at %s and %s at %s"
                        .formatted(field, object, words(kind), ours.site(), words(other), theirs.site()));
            }
        });
        return unlike;
    }

    private static boolean isTolerable(String kind, String other) {
        if (kind.equals(other)) {
            return true;
        }
        // A reference travels as a uuid, anything else as what stands in the column.
        if (kind.startsWith(ObjectShape.REFERENCE) || other.startsWith(ObjectShape.REFERENCE)) {
            return false;
        }
        // Text is laid out as it came, JSON is not: what one side writes, the other would keep otherwise.
        boolean json = kind.equals("json") || other.equals("json");
        boolean text = kind.equals("text") || other.equals("text");
        return (NUMBERS.contains(kind) && NUMBERS.contains(other)) || (text && !json);
    }

    private static String words(String kind) {
        if (kind.startsWith(ObjectShape.NAMED_IN)) {
            return "a reference to what `" + kind.substring(ObjectShape.NAMED_IN.length()) + "` names";
        }
        return kind.startsWith(ObjectShape.REFERENCE)
                ? "a reference to `" + kind.substring(ObjectShape.REFERENCE.length()) + "`"
                : kind;
    }

    private String upgradeTo(String aim) {
        boolean declared = !TableVersion.isDerived(ours.version()) && !TableVersion.isDerived(theirs.version());
        int order = declared ? TableVersion.compare(ours.version(), theirs.version()) : 0;
        String whom = order == 0
                ? "the application at " + ours.site() + " or at " + theirs.site() + ", whichever is older,"
                : "the application at " + (order < 0 ? ours : theirs).site();
        return "Upgrade " + whom + " until " + aim + ".";
    }

    private static String names(Iterable<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("`" + name + "`"));
        return quoted.stream().collect(Collectors.joining(", "));
    }
}
