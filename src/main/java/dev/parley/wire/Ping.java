package dev.parley.wire;

/**
 * The answer to {@code ping}, which anybody may ask.
 *
 * @param protocol version of the protocol
 * @param product the program's name
 */
public record Ping(int protocol, String product) {

    /** What this program answers. */
    public static final Ping PARLEY = new Ping(SiteInfo.PROTOCOL, "Parley");
}
