package dev.parley.server;

import dev.parley.wire.Form;
import dev.parley.wire.Forms;
import dev.parley.wire.PackedBody;
import dev.parley.wire.Problem;

/**
 * What is answered, before it is packed and signed.
 *
 * @param status the HTTP status
 * @param mediaType of the content
 * @param code {@code ok}, or the code of the problem
 */
record Answer(int status, String mediaType, String code, PackedBody.Content content) {

    private static final int OK = 200;

    static <T> Answer of(Form<T> form, T message) {
        return ok(form.mediaType(), out -> form.write(message, out));
    }

    static Answer ok(String mediaType, PackedBody.Content content) {
        return new Answer(OK, mediaType, "ok", content);
    }

    static Answer refusal(Problem problem) {
        return new Answer(
                problem.status(), Problem.MEDIA_TYPE, problem.code(), out -> Forms.PROBLEM.write(problem, out));
    }
}
