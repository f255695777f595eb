package dev.parley.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What two sites say that they hold of a business, each at a time of its own. Both sign its text, which docs/receipts.md describes.
 *
 * @param business uuid of the business
 * @param objects full names of the objects that were compared, in order of name
 * @param first the site with the lesser uuid
 * @param second the other site
 */
public record Statement(UUID business, List<String> objects, Held first, Held second) {

    /** The form of the text that this program writes and reads. */
    public static final int VERSION = 1;

    private static final String TITLE = "parley receipt ";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32,64}");
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern OBJECT = Pattern.compile("[^\\s\\p{Cntrl}]+");

    /**
     * What one site says.
     *
     * @param site its uuid
     * @param name its name, for people
     * @param time when it looked, by its own clock; whole seconds
     * @param records how many records it held
     * @param content fingerprint of their content, hexadecimal
     */
    public record Held(UUID site, String name, Instant time, long records, String content) {
        /** Makes sure that it can stand in a statement. */
        public Held {
            if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))
                    || records < 0
                    || !FINGERPRINT.matcher(content).matches()) {
                throw new IllegalArgumentException("whole seconds, a count, and a fingerprint of hexadecimal digits");
            }
        }

        boolean holdsTheSameAs(Held other) {
            return records == other.records && content.equals(other.content);
        }
    }

    /** Makes sure that it says one thing in one way only. */
    public Statement {
        objects = objects.stream().sorted().distinct().toList();
        if (objects.isEmpty()
                || !objects.stream().allMatch(name -> OBJECT.matcher(name).matches())) {
            throw new IllegalArgumentException("objects, whose names have no spaces");
        }
        if (first.site().toString().compareTo(second.site().toString()) >= 0) {
            throw new IllegalArgumentException("two different sites, the one with the lesser uuid first");
        }
    }

    /** The statement of these two sites, in whatever order. */
    public static Statement of(UUID business, List<String> objects, Held one, Held other) {
        List<Held> both = new ArrayList<>(List.of(one, other));
        both.sort(Comparator.comparing(held -> held.site().toString()));
        return new Statement(business, objects, both.get(0), both.get(1));
    }

    /** Whether both held the same. */
    public boolean isEqual() {
        return first.holdsTheSameAs(second);
    }

    /** Both sites. */
    public List<Held> sites() {
        return List.of(first, second);
    }

    /** The text that is signed: ASCII, lines that each end with a line feed. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, TITLE + VERSION);
        line(text, "verdict " + verdict());
        line(text, "business " + business);
        line(
                text,
                "objects "
                        + String.join(
                                " ", objects.stream().map(Arguments::encode).toList()));
        for (Held held : sites()) {
            line(text, "site " + held.site());
            line(text, "name " + Arguments.encode(held.name()));
            line(text, "time " + held.time());
            line(text, "records " + held.records());
            line(text, "content " + held.content());
        }
        return text.toString();
    }

    /** The bytes that are signed. */
    public byte[] bytes() {
        return toText().getBytes(StandardCharsets.US_ASCII);
    }

    private String verdict() {
        return isEqual() ? "equal" : "unequal";
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /**
     * Reads the text.
     *
     * @throws ReceiptException if it is of another version, or not exactly as {@link #toText} writes it
     */
    public static Statement ofText(String text) {
        Lines lines = new Lines(text);
        String version = lines.value(TITLE.strip());
        if (!version.equals(Integer.toString(VERSION))) {
            throw ReceiptException.unknownVersion(version);
        }
        try {
            String verdict = lines.value("verdict");
            UUID business = UuidText.parse(lines.value("business"));
            List<String> objects = new ArrayList<>();
            for (String name : lines.value("objects").split(" ", -1)) {
                objects.add(Arguments.decode(name));
            }
            Statement read = new Statement(business, objects, lines.held(), lines.held());
            if (!verdict.equals(read.verdict())) {
                throw new ReceiptException(
                        "receipt_wrong",
                        "The receipt says \"%s\", but its counts and fingerprints say \"%s\"."
                                .formatted(verdict, read.verdict()),
                        "Don't rely on it: no Parley writes such a receipt.");
            }
            if (!read.toText().equals(text)) {
                throw ReceiptException.unreadable("its statement is not in the form of version " + VERSION);
            }
            return read;
        } catch (IllegalArgumentException | DateTimeException | PeerException e) {
            throw ReceiptException.unreadable("its statement is not in the form of version " + VERSION);
        }
    }

    /** The lines of a statement, one by one. */
    private static final class Lines {

        private final Iterator<String> lines;

        Lines(String text) {
            lines = List.of(text.split("\n", -1)).iterator();
        }

        String value(String key) {
            String line = lines.hasNext() ? lines.next() : "";
            if (!line.startsWith(key + " ")) {
                throw ReceiptException.unreadable("its statement has no line \"" + key + "\" where one should be");
            }
            return line.substring(key.length() + 1);
        }

        Held held() {
            UUID site = UuidText.parse(value("site"));
            String name = Arguments.decode(value("name"));
            Instant time = Instant.parse(value("time"));
            String records = value("records");
            if (!COUNT.matcher(records).matches()) {
                throw new IllegalArgumentException("a count");
            }
            return new Held(site, name, time, Long.parseLong(records), value("content"));
        }
    }
}
