package dev.parley.bench;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes rows that look like somebody's, the same each time. */
final class BenchRows {

    private static final List<String> WORDS = List.of(
            "river",
            "autumn",
            "cellar",
            "oak",
            "Riesling",
            "please call",
            "first",
            "label",
            "Łódź",
            "bottle",
            "rack",
            "Thursday",
            "quiet",
            "Merlot",
            "before noon",
            "harvest",
            "№",
            "cork",
            "yeast",
            "cherry",
            "naïve");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Random random = new Random(20110131);

    List<@Nullable String> business() {
        return List.of("1", BenchTables.BUSINESS.toString(), "Łódź Wines");
    }

    List<@Nullable String> customer(int id) {
        LocalDateTime added = moment();
        return Arrays.asList(
                Integer.toString(id),
                uuid(),
                "1",
                Integer.toString(random.nextInt(5)),
                Integer.toString(1 + random.nextInt(3)),
                word(),
                word() + "-" + word(),
                random.nextInt(3) == 0 ? word() + " " + word() + " Ltd." : null,
                "customer" + id + "@example.com",
                "+1 416 555 " + (1000 + random.nextInt(9000)),
                (1 + random.nextInt(900)) + " " + word() + " Street",
                word(),
                "M" + random.nextInt(10) + "A " + random.nextInt(10) + "B3",
                "CA",
                random.nextBoolean()
                        ? LocalDate.of(1940, 1, 1)
                                .plusDays(random.nextInt(25_000))
                                .toString()
                        : null,
                cents(100_000),
                Integer.toString(random.nextInt(100)),
                text(12),
                TIME.format(added),
                TIME.format(added.plusSeconds(random.nextInt(10_000_000))));
    }

    List<@Nullable String> order(int id, int customers) {
        LocalDateTime added = moment();
        return Arrays.asList(
                Integer.toString(id),
                uuid(),
                "1",
                Integer.toString(1 + random.nextInt(customers)),
                "INV-" + id,
                Integer.toString(random.nextInt(5)),
                cents(500_000),
                added.toLocalDate().toString(),
                text(6),
                TIME.format(added),
                TIME.format(added.plusSeconds(random.nextInt(10_000_000))));
    }

    private String uuid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(words); i >= 0; i--) {
            text.append(word()).append(i % 5 == 4 ? "\n" : " ");
        }
        return text.toString().strip();
    }

    private String cents(int most) {
        int cents = random.nextInt(most);
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }

    private LocalDateTime moment() {
        return LocalDateTime.of(2015, 1, 1, 0, 0).plusSeconds(random.nextInt(300_000_000));
    }
}
