package dev.parley.server;

import dev.parley.store.TimeSource;
import dev.parley.wire.Arguments;
import dev.parley.wire.Arguments.Argument;
import dev.parley.wire.Command;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.LinkKey;
import dev.parley.wire.PeerDirectory;
import dev.parley.wire.PeerException;
import dev.parley.wire.Signature;
import dev.parley.wire.Stamp;
import dev.parley.wire.UuidText;
import dev.parley.wire.Wait;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Lets requests in. Who has no key learns nothing: an unknown key and a wrong signature are checked and answered alike. What is wrong beyond
 * that is said to the holder of the key alone, in a signed answer.
 */
final class Gate {

    private static final long MICROS = 1_000_000;
    private static final long WINDOW_SECONDS = 60;
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final List<String> BUSINESS = List.of("business_uuid", "business_id");

    private final PeerDirectory directory;
    private final TimeSource clock;

    /** Stands in for the key that is not there, so that its absence does not show. */
    private final LinkKey decoy = LinkKey.random(new SecureRandom());

    Gate(PeerDirectory directory, TimeSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Who sent this.
     *
     * @throws PeerException if it does not carry the signature of a key that is known here
     */
    Caller identify(Incoming request) {
        Arguments arguments = request.arguments();
        String keyId = arguments.require(Signature.KEY_ID);
        String nonce = arguments.require(Signature.NONCE);
        if (!NONCE.matcher(nonce).matches()) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument nonce is not as it should be.", "Give 16 to 64 letters, digits, - or _.");
        }
        timestamp(arguments);
        List<Argument> all = arguments.all();
        Argument last = all.get(all.size() - 1);
        String given = arguments.require(Signature.SIGNATURE);
        if (!last.name().equals(Signature.SIGNATURE)) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument signature is not the last.", "Send it after all other arguments.");
        }
        Arguments signed = new Arguments(all.subList(0, all.size() - 1));
        Optional<LinkAccess> access = LinkKey.isId(keyId) ? directory.byKey(keyId) : Optional.empty();
        String expected = new Signature.Request(
                        request.method(),
                        request.command().path(),
                        signed,
                        request.body().sha256())
                .sign(access.map(LinkAccess::key).orElse(decoy));
        boolean matches = Signature.matches(expected, given);
        if (!matches || access.isEmpty()) {
            throw ErrorCode.SIGNATURE_WRONG.refuse(
                    "No key that is known here made the signature of the request.",
                    "Check that the link still exists at the other site; if so, make the link anew.");
        }
        return new Caller(access.get(), nonce);
    }

    /**
     * Makes sure that this is the first time that the request comes, that it is fresh, and that the link is open.
     *
     * @throws PeerException if not
     */
    void admit(Caller caller, Incoming request) {
        long sent = timestamp(request.arguments());
        long off = sent - Math.floorDiv(clock.micros(), MICROS);
        if (Math.abs(off) > WINDOW_SECONDS) {
            throw ErrorCode.TIMESTAMP_OFF.refuse(
                    "The clock of the asking site is " + Math.abs(off) + " s " + (off < 0 ? "behind" : "ahead of")
                            + " the answering site's; at most " + WINDOW_SECONDS + " s are allowed.",
                    "Set both clocks by a time server.");
        }
        String keyId = caller.access().key().id();
        // Kept until no clock that is allowed could take the request for fresh.
        long expires = (sent + WINDOW_SECONDS + 1) * MICROS;
        if (!directory.useNonce(keyId, caller.nonce(), expires)) {
            throw ErrorCode.NONCE_USED.refuse(
                    "The same request came before.", "Sign each request anew, with a nonce of its own.");
        }
        checkBusiness(caller.access(), request.arguments());
        checkStatus(caller.access().status(), request.command());
    }

    /**
     * Why a link can't wait beside the one whose key signed the request; empty where it can. Its own key has to have signed that it does, for this
     * request and no other.
     *
     * @param access what the key of that name opens, where there is such
     */
    Optional<ErrorCode> refuses(Caller caller, Incoming request, Wait.Beside beside, Optional<LinkAccess> access) {
        Stamp stamp =
                new Stamp(caller.access().key().id(), request.arguments().require(Signature.TIMESTAMP), caller.nonce());
        String expected = new Signature.Beside(stamp, beside.keyId(), beside.business(), beside.since())
                .sign(access.map(LinkAccess::key).orElse(decoy));
        if (!Signature.matches(expected, beside.signature()) || access.isEmpty()) {
            return Optional.of(ErrorCode.SIGNATURE_WRONG);
        }
        LinkAccess link = access.get();
        if (!beside.business().equals(link.business())) {
            return Optional.of(ErrorCode.BUSINESS_UNKNOWN);
        }
        return switch (link.status()) {
            case PAUSED -> Optional.of(ErrorCode.LINK_PAUSED);
            case INVITED -> Optional.of(ErrorCode.LINK_PENDING);
            case ACTIVE -> link.gives() ? Optional.empty() : Optional.of(ErrorCode.DIRECTION_REFUSED);
        };
    }

    private static void checkBusiness(LinkAccess access, Arguments arguments) {
        Optional<String> named = BUSINESS.stream()
                .map(arguments::value)
                .flatMap(Optional::stream)
                .findFirst();
        String text = named.orElseThrow(
                () -> ErrorCode.ARGUMENT_WRONG.refuse("The argument business_uuid is missing.", "Name the business."));
        Optional<UUID> business = uuid(text);
        if (business.isEmpty() || !business.get().equals(access.business())) {
            throw ErrorCode.BUSINESS_UNKNOWN.refuse(
                    "The link's key does not open that business, or there is none.",
                    "Name the business that the link was made for.");
        }
    }

    private static void checkStatus(LinkAccess.Status status, Command command) {
        switch (status) {
            case ACTIVE -> {}
            case PAUSED -> {
                if (command != Command.STATUS) {
                    throw ErrorCode.LINK_PAUSED.refuse(
                            "The link is paused at the other site.",
                            "parley link resume --both lets both ends go on; or ask whoever runs that site.");
                }
            }
            case INVITED -> {
                if (command != Command.LINK) {
                    throw ErrorCode.LINK_PENDING.refuse(
                            "The invitation has not been taken up yet.", "Take it up first, with the command link.");
                }
            }
        }
    }

    private static long timestamp(Arguments arguments) {
        String text = arguments.require(Signature.TIMESTAMP);
        if (!SECONDS.matcher(text).matches()) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument timestamp is no time.", "Give the seconds since 1970 UTC.");
        }
        return Long.parseLong(text);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UuidText.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
