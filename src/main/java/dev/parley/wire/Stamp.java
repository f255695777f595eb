package dev.parley.wire;

/**
 * What tells a request from any other.
 *
 * @param keyId of the key that signs it
 * @param timestamp the sender's clock, seconds since 1970 UTC in digits
 * @param nonce what no other request with the key has
 */
public record Stamp(String keyId, String timestamp, String nonce) {}
