package dev.parley.sync;

import dev.parley.digest.Fingerprint;
import dev.parley.wire.SiteInfo;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What the content of a business comes to at a site: small enough to be signed and kept. Two sites that hold the same have the same count and
 * fingerprint; the objects and fields are those that both sites have.
 *
 * @param site uuid of the site
 * @param siteName its name, for people
 * @param business the business
 * @param at when the site began to read, by its own clock, in microseconds UTC
 * @param records how many records it has
 * @param fingerprint the sum over all records of all objects, 32 hexadecimal digits
 */
public record ContentSummary(UUID site, String siteName, UUID business, long at, long records, String fingerprint) {

    /** That of this site. */
    static ContentSummary of(SiteContext site, UUID business, long at, Fingerprint sum) {
        return new ContentSummary(site.origin().site(), site.name(), business, at, sum.count(), text(sum));
    }

    /** That of another site. */
    static ContentSummary of(SiteInfo site, UUID business, Fingerprint sum) {
        return new ContentSummary(site.site(), site.name(), business, site.clock(), sum.count(), text(sum));
    }

    private static String text(Fingerprint sum) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(sum.high()) + hex.toHexDigits(sum.low());
    }

    /** Whether both sites hold the same. */
    public boolean agrees(ContentSummary other) {
        return business.equals(other.business) && records == other.records && fingerprint.equals(other.fingerprint);
    }
}
