package dev.parley.wire;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a body is packed on its way (Content-Encoding of RFC 9110). Each site takes all of them. */
public enum Encoding {
    /** As it is. */
    IDENTITY,
    /** RFC 1952. */
    GZIP,
    /** RFC 8878. */
    ZSTD;

    /** What this program takes in answers, the best first. */
    public static final String ACCEPTED = "zstd, gzip";

    private static final int BUFFER = 1 << 16;
    private static final int ZSTD_LEVEL = 1;

    /** RFC 9659: a body's window is at most 8 MB, so nobody can make us take gigabytes for one. */
    private static final int ZSTD_WINDOW_LOG = 23;

    /** The word in headers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The encoding that a Content-Encoding header names; {@link #IDENTITY} where it is empty. Empty if it is none of these. */
    public static Optional<Encoding> ofHeader(String contentEncoding) {
        String word = contentEncoding.strip().toLowerCase(Locale.ROOT);
        return word.isEmpty()
                ? Optional.of(IDENTITY)
                : Arrays.stream(values())
                        .filter(encoding -> encoding.word().equals(word))
                        .findFirst();
    }

    /** The best that an Accept-Encoding header allows. */
    public static Encoding best(String acceptEncoding) {
        if (accepts(acceptEncoding, ZSTD)) {
            return ZSTD;
        }
        return accepts(acceptEncoding, GZIP) ? GZIP : IDENTITY;
    }

    private static boolean accepts(String header, Encoding encoding) {
        for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] words = part.split(";", -1);
            if (words[0].strip().equals(encoding.word())) {
                return words.length == 1 || !words[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** A stream that packs what is written to it. Closing it closes the other too. */
    public OutputStream pack(OutputStream out) throws IOException {
        return switch (this) {
            case IDENTITY -> out;
            case GZIP -> new FastGzip(out);
            case ZSTD -> new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(out, ZSTD_LEVEL), BUFFER);
        };
    }

    /**
     * A stream of the unpacked bytes. Closing it closes the other too.
     *
     * @param limit how many unpacked bytes there may be; reading on throws {@link TooLargeException}
     */
    public InputStream unpack(InputStream in, long limit) throws IOException {
        return switch (this) {
            case IDENTITY -> new LimitedStream(in, limit);
            case GZIP -> new LimitedStream(new GZIPInputStream(in, BUFFER), limit);
            case ZSTD -> {
                ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(in);
                zstd.setLongMax(ZSTD_WINDOW_LOG);
                yield new LimitedStream(zstd, limit);
            }
        };
    }

    /** At the level that costs least: the line is rarely slower than a better one. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
