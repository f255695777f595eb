package dev.parley.wire;

import java.util.List;

/**
 * What a site says when it asks the other one to sign a receipt with it.
 *
 * @param objects full names of the objects that it looked at, in order
 * @param mine what it held of them
 */
public record ReceiptOffer(List<String> objects, Statement.Held mine) {
    /** Takes a copy, each name once. */
    public ReceiptOffer {
        objects = objects.stream().sorted().distinct().toList();
    }
}
