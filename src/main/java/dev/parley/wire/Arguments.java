package dev.parley.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The arguments of a request: names with values, of which a name may stand more than once. In a URL, and where they are signed, they are
 * percent-encoded after RFC 3986: all but letters, digits, {@code - . _ ~} as {@code %XX} of their UTF-8 bytes, with capitals.
 *
 * @param all in the order in which they were given
 */
public record Arguments(List<Argument> all) {

    /** None. */
    public static final Arguments NONE = new Arguments(List.of());

    private static final String UNRESERVED = "-._~";

    /** Takes a copy that nobody can alter. */
    public Arguments {
        all = List.copyOf(all);
    }

    /** One argument, not encoded. */
    public record Argument(String name, String value) {

        String encoded() {
            return encode(name) + "=" + encode(value);
        }
    }

    /** These arguments and one more at the end. */
    public Arguments with(String name, String value) {
        List<Argument> more = new ArrayList<>(all);
        more.add(new Argument(name, value));
        return new Arguments(more);
    }

    /** These arguments, and the one more where there is a value. */
    public Arguments with(String name, Optional<?> value) {
        return value.isPresent() ? with(name, value.get().toString()) : this;
    }

    /** All values of that name. */
    public List<String> values(String name) {
        return all.stream()
                .filter(argument -> argument.name().equals(name))
                .map(Argument::value)
                .toList();
    }

    /**
     * The value of that name, if there is one.
     *
     * @throws PeerException if there are several
     */
    public Optional<String> value(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument " + name + " stands " + values.size() + " times.", "Give it once.");
        }
        return values.stream().findFirst();
    }

    /**
     * The value of that name.
     *
     * @throws PeerException if there is none, or several
     */
    public String require(String name) {
        return value(name)
                .orElseThrow(() -> ErrorCode.ARGUMENT_WRONG.refuse(
                        "The argument " + name + " is missing.",
                        "docs/protocol.md lists the arguments of each command."));
    }

    /** As they stand after the question mark of a URL. */
    public String query() {
        return all.stream().map(Argument::encoded).collect(Collectors.joining("&"));
    }

    /** As they are signed: each encoded, sorted as ASCII text, joined by {@code &}. */
    public String canonical() {
        List<String> pairs = new ArrayList<>();
        all.forEach(argument -> pairs.add(argument.encoded()));
        Collections.sort(pairs);
        return String.join("&", pairs);
    }

    /**
     * Reads what stands after the question mark of a URL.
     *
     * @throws PeerException with code {@code malformed} where it is not encoded as it should be
     */
    public static Arguments ofQuery(String query) {
        if (query.isEmpty()) {
            return NONE;
        }
        List<Argument> found = new ArrayList<>();
        int from = 0;
        while (from <= query.length()) {
            int end = query.indexOf('&', from);
            String pair = query.substring(from, end < 0 ? query.length() : end);
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw malformed("an argument is not of the form name=value");
            }
            found.add(new Argument(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
            from = end < 0 ? query.length() + 1 : end + 1;
        }
        return new Arguments(found);
    }

    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }

    static String decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()) {
                    throw malformed("an argument ends within a percent-encoded byte");
                }
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw malformed("an argument has a percent sign without two hexadecimal digits");
                }
                bytes.put((byte) ((high << 4) | low));
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                bytes.put((byte) c);
            } else {
                throw malformed("an argument has a character that should be percent-encoded");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed("an argument is not UTF-8");
        }
    }

    private static PeerException malformed(String problem) {
        return ErrorCode.MALFORMED.refuse(
                "Could not read the arguments: " + problem + ".", "Encode them as docs/protocol.md says (RFC 3986).");
    }
}
