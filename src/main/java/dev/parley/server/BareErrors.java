package dev.parley.server;

import dev.parley.wire.ErrorCode;
import dev.parley.wire.Forms;
import dev.parley.wire.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what is no HTTP at all, which the web server refuses before any endpoint sees it, in the form that all refusals have. */
final class BareErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Problem plain = Problem.of(ErrorCode.MALFORMED.refuse(
                "The request is not HTTP as this server takes it.",
                "Encode the arguments as docs/protocol.md says, and send many uuids in the body."));
        Problem problem = new Problem(
                plain.type(), plain.title(), response.getStatus(), plain.code(), plain.detail(), plain.hint());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Forms.PROBLEM.write(problem, body);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(body.toByteArray()), callback);
        return true;
    }
}
