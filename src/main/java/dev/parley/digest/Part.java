package dev.parley.digest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The answer to a {@link Question}. */
public sealed interface Part {

    /** Both sides hold the same in the range. */
    record Same() implements Part {}

    /** They do not: this is what the parts of the range come to here. Together they are the range. */
    record Split(List<Question> pieces) implements Part {

        /** Takes a copy that nobody can alter. */
        public Split {
            pieces = List.copyOf(pieces);
        }
    }

    /** Nothing was said of what the asking side holds: this is what the range comes to here. */
    record Sum(Fingerprint fingerprint) implements Part {}

    /** They do not: this is all that is in the range here, in order of uuid. */
    record Listed(List<Entry> entries) implements Part {

        /** Takes a copy that nobody can alter. */
        public Listed {
            entries = List.copyOf(entries);
        }
    }

    /** How many bytes an entry takes: uuid and the 128 bits. */
    int ENTRY_BYTES = 32;

    /**
     * {@code same}, or {@code sum} and the fingerprint, or {@code list} and the entries in base64url, or {@code split} and the first part's fingerprint, then where each further one
     * begins and its fingerprint.
     */
    default String toText() {
        if (this instanceof Split split) {
            StringBuilder text = new StringBuilder("split ");
            for (int i = 0; i < split.pieces().size(); i++) {
                Question piece = split.pieces().get(i);
                if (i > 0) {
                    text.append(' ').append(Range.bound(piece.range().from())).append(' ');
                }
                text.append(piece.fingerprint().toText());
            }
            return text.toString();
        }
        if (this instanceof Listed listed) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(ENTRY_BYTES * listed.entries().size());
            for (Entry entry : listed.entries()) {
                bytes.putLong(entry.record().getMostSignificantBits())
                        .putLong(entry.record().getLeastSignificantBits())
                        .putLong(entry.high())
                        .putLong(entry.low());
            }
            return "list " + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }
        if (this instanceof Sum sum) {
            return "sum " + sum.fingerprint().toText();
        }
        return "same";
    }

    /**
     * Reads what {@link #toText} wrote in answer to a question about that range.
     *
     * @throws IllegalArgumentException where it can't be read, or is no answer to that question
     */
    public static Part ofText(String text, Range range) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "same" -> new Same();
            case "split" -> split(words, range);
            case "list" -> listed(words, range);
            case "sum" -> sum(words);
            default -> throw new IllegalArgumentException("an answer is same, sum, split or list, not: " + words[0]);
        };
    }

    private static Part split(String[] words, Range range) {
        if (words.length < 6 || words.length % 3 != 0) {
            throw new IllegalArgumentException("a split range has two parts or more, of count, sum and the next bound");
        }
        List<Question> pieces = new ArrayList<>();
        UUID from = range.from();
        for (int i = 1; i < words.length; i += 3) {
            Optional<UUID> to = i + 2 < words.length ? Optional.of(Range.ofBound(words[i + 2])) : range.to();
            if (to.isPresent() && i + 2 < words.length && !range.isCutBy(to.get())) {
                throw new IllegalArgumentException("a range is split at a bound that is not in it: " + to.get());
            }
            pieces.add(new Question(new Range(from, to), Fingerprint.ofWords(words[i], words[i + 1])));
            from = to.orElse(from);
        }
        return new Split(pieces);
    }

    private static Part sum(String[] words) {
        if (words.length != 3) {
            throw new IllegalArgumentException("a sum is a count and 16 bytes");
        }
        return new Sum(Fingerprint.ofWords(words[1], words[2]));
    }

    private static Part listed(String[] words, Range range) {
        byte[] bytes = Base64.getUrlDecoder().decode(words.length == 2 ? words[1] : " ");
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalArgumentException("entries have 32 bytes each, and these are " + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Entry> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            Entry entry = new Entry(new UUID(in.getLong(), in.getLong()), in.getLong(), in.getLong());
            if (!range.contains(entry.record())) {
                throw new IllegalArgumentException("an entry is listed that is not in the range: " + entry.record());
            }
            entries.add(entry);
        }
        return new Listed(entries);
    }
}
