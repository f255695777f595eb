package dev.parley.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What a site has said of records of the other site that resemble its own by a natural key.
 *
 * @param has those that it knows too: what resembles them is another record
 * @param lacks those that it does not know: what resembles them is the same record, entered twice
 */
public record Known(List<RecordName> has, List<RecordName> lacks) {

    /** It has not been asked of any. */
    public static final Known NOTHING = new Known(List.of(), List.of());

    /** Takes copies that nobody can alter. */
    public Known {
        has = List.copyOf(has);
        lacks = List.copyOf(lacks);
    }

    /** Both together. */
    public Known plus(Known more) {
        List<RecordName> allHas = new ArrayList<>(has);
        allHas.addAll(more.has);
        List<RecordName> allLacks = new ArrayList<>(lacks);
        allLacks.addAll(more.lacks);
        return new Known(allHas, allLacks);
    }
}
