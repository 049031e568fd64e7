package io.pharos.collector.ingest;

import io.pharos.model.Problem;
import io.pharos.tenancy.problem.ProblemReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What goes back to a sender; {@code code} is what it is counted as. */
public record Answer(int status, String code, Map<String, String> headers, Buffer body) {
    private static final String STORED = "stored";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** Everything is stored, and there is nothing to say. */
    public static Answer stored() {
        return new Answer(204, STORED, Map.of(), Buffer.buffer());
    }

    /** Another replica's are stored; nothing is wrong, and nothing is to be sent again. */
    public static Answer anothers() {
        return new Answer(202, "deduplicated", Map.of(), Buffer.buffer());
    }

    /** Everything is stored, and this is said. */
    public static Answer stored(int status, String contentType, Buffer body) {
        return new Answer(status, STORED, Map.of("Content-Type", contentType), body);
    }

    /** A refusal as problem+json. */
    public static Answer of(Problem problem) {
        ProblemReply reply = ProblemReply.of(problem);
        return new Answer(
                reply.status(),
                problem.code(),
                reply.headers(),
                JsonObject.mapFrom(reply.body()).toBuffer());
    }

    /** The same with more headers. */
    public Answer with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, code, all, body);
    }
}
