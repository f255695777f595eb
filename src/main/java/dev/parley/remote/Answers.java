package dev.parley.remote;

import dev.parley.wire.BodyLimits;
import dev.parley.wire.Command;
import dev.parley.wire.Encoding;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.Form;
import dev.parley.wire.Forms;
import dev.parley.wire.LinkKey;
import dev.parley.wire.PeerException;
import dev.parley.wire.Problem;
import dev.parley.wire.Signature;
import dev.parley.wire.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Decides what an answer means: whose it is, whether it refuses, and what it says. */
final class Answers {

    private static final int OK = 200;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int LONGEST_TEXT = 500;

    /** What a site says before it knows who asks, so unsigned. Anything else that is unsigned may be anybody's word. */
    private static final Set<ErrorCode> UNSIGNED = EnumSet.of(
            ErrorCode.SIGNATURE_WRONG,
            ErrorCode.MALFORMED,
            ErrorCode.ARGUMENT_WRONG,
            ErrorCode.COMMAND_UNKNOWN,
            ErrorCode.METHOD_WRONG,
            ErrorCode.REQUEST_TIMEOUT,
            ErrorCode.TOO_LARGE,
            ErrorCode.ENCODING_UNKNOWN,
            ErrorCode.INTERNAL,
            ErrorCode.BUSY);

    private final BodyLimits limits;

    Answers(BodyLimits limits) {
        this.limits = limits;
    }

    /** Whether the answer is what the site with that key said to the request with that nonce. */
    boolean isGenuine(HttpResponse<Spool> answer, LinkKey key, String nonce) {
        String expected =
                new Signature.Answer(nonce, answer.statusCode(), answer.body().sha256()).sign(key);
        return answer.headers()
                .firstValue(Signature.HEADER)
                .filter(given -> Signature.matches(expected, given))
                .isPresent();
    }

    boolean isOk(HttpResponse<Spool> answer) {
        return answer.statusCode() == OK;
    }

    /** Whether asking again is of use: it had no time and did nothing; or a proxy before it got no answer, and asking does no harm. */
    boolean isLater(HttpResponse<Spool> answer, Command command) {
        return answer.statusCode() == UNAVAILABLE || (command.reads() && isOfProxy(answer));
    }

    private static boolean isOfProxy(HttpResponse<Spool> answer) {
        return answer.statusCode() == BAD_GATEWAY
                || answer.statusCode() == UNAVAILABLE
                || answer.statusCode() == GATEWAY_TIMEOUT;
    }

    /** How long it asks to be left alone; zero where it does not say. */
    Duration retryAfter(HttpResponse<Spool> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
    }

    /** What it says. */
    <T> T read(HttpResponse<Spool> answer, Form<T> form, String asked) {
        try (InputStream body = unpack(answer)) {
            return form.read(body);
        } catch (IOException e) {
            throw new PeerException(
                    "malformed",
                    asked + ": the answer can't be unpacked.",
                    "Something between the two sites alters what they send.",
                    e);
        }
    }

    /** Why it refuses. */
    PeerException refusal(HttpResponse<Spool> answer, boolean genuine, String asked) {
        Problem problem;
        try {
            problem = read(answer, Forms.PROBLEM, asked);
        } catch (PeerException e) {
            return isOfProxy(answer)
                    ? new PeerException(
                            "unreachable",
                            asked + ": a proxy before it answers with status " + answer.statusCode() + ".",
                            "Check that the site is up; the next sync tries again.")
                    : new PeerException(
                            "refused",
                            asked + ": the answer has status " + answer.statusCode() + " and is not one of Parley's.",
                            "Check that the URL leads to a Parley.");
        }
        if (genuine || ErrorCode.of(problem.code()).filter(UNSIGNED::contains).isPresent()) {
            return new PeerException(problem.code(), asked + ": " + tame(problem.detail()), tame(problem.hint()));
        }
        return notGenuine(asked);
    }

    PeerException notGenuine(String asked) {
        return new PeerException(
                "answer_unsigned",
                asked + ": the answer does not carry the signature of the link's key.",
                "Check that the URL leads to the site that the link is with; nothing of the answer was used.");
    }

    private InputStream unpack(HttpResponse<Spool> answer) throws IOException {
        String header = answer.headers().firstValue("Content-Encoding").orElse("");
        Encoding encoding = Encoding.ofHeader(header).orElseThrow(() -> new IOException("an unknown packing"));
        return encoding.unpack(answer.body().open(), limits.unpacked());
    }

    /** Others' words, fit for a terminal and a log: one line, not too long. */
    private static String tame(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }
}
