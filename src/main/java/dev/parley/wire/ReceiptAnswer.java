package dev.parley.wire;

/**
 * What a site says that signs a receipt with another one.
 *
 * @param mine what it held itself
 * @param signed its signature over what both said
 */
public record ReceiptAnswer(Statement.Held mine, Receipt.Signed signed) {}
