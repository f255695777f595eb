package dev.parley.server;

import dev.parley.wire.Arguments;
import dev.parley.wire.LinkKey;
import dev.parley.wire.Signature;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A request that a test signs as it should be, and may then spoil. */
final class SignedRequest {

    String method = "POST";
    String command;
    Arguments arguments;
    byte[] body = new byte[0];
    LinkKey key;
    final Map<String, String> headers = new TreeMap<>();

    /** With all arguments that each command takes. */
    SignedRequest(Loopback site, String command) {
        this.command = command;
        this.key = site.key;
        this.arguments = Arguments.NONE
                .with("business_uuid", site.business.toString())
                .with("key_id", site.key.id())
                .with("timestamp", Long.toString(site.micros.get() / 1_000_000))
                .with("nonce", UUID.randomUUID().toString());
    }

    SignedRequest with(String name, String value) {
        arguments = arguments.with(name, value);
        return this;
    }

    /** The same with another value. */
    SignedRequest instead(String name, String value) {
        Arguments changed = Arguments.NONE;
        for (Arguments.Argument argument : arguments.all()) {
            changed = changed.with(argument.name(), argument.name().equals(name) ? value : argument.value());
        }
        arguments = changed;
        return this;
    }

    SignedRequest without(String name) {
        arguments = new Arguments(arguments.all().stream()
                .filter(argument -> !argument.name().equals(name))
                .toList());
        return this;
    }

    SignedRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    SignedRequest get() {
        method = "GET";
        return this;
    }

    SignedRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The arguments with the signature, encoded. */
    String query() {
        String signature = new Signature.Request(method, "/sync/v1/" + command, arguments, sha256(body)).sign(key);
        return arguments.with("signature", signature).query();
    }

    byte[] bytes(String query) {
        return RawHttp.request(method, "/sync/v1/" + command + "?" + query, headers, body);
    }

    RawHttp.Reply send(Loopback site) throws IOException {
        return RawHttp.send(site.server.port(), bytes(query()));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
