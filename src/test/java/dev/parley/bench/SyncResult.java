package dev.parley.bench;

import java.util.Locale;

/**
 * What syncs of one site cost, each.
 *
 * @param seconds the median
 * @param sent bytes
 * @param received bytes
 * @param records how many came here, by all of them
 */
record SyncResult(double seconds, double requests, double sent, double received, long records) {

    String line() {
        return String.format(Locale.ROOT, "%.6f\t%f\t%f\t%f\t%d", seconds, requests, sent, received, records);
    }

    static SyncResult of(String line) {
        String[] words = line.split("\t", -1);
        return new SyncResult(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Long.parseLong(words[4]));
    }
}
