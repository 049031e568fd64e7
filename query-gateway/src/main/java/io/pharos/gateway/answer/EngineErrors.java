package io.pharos.gateway.answer;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineReply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An engine's refusals as a client may see them: Prometheus's type and text are kept where they speak of the query;
 * text that names an address, and whatever is not Prometheus's JSON, is replaced by words of our own.
 */
public final class EngineErrors {
    private static final Logger LOG = Logger.getLogger(EngineErrors.class);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_TEXT = 2_000;
    private static final String OWN_WORDS = "the engine could not answer this query: try again, or ask for less";
    private static final Pattern ADDRESS = Pattern.compile("://|[\\w.-]+:\\d{2,5}\\b|\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final Set<Integer> PASSED = Set.of(400, 404, 406, 422, 429, 500, 503);
    private static final Set<String> TYPES = Set.of(
            "bad_data", "execution", "timeout", "canceled", "unavailable", "not_found", "not_acceptable", "internal");

    private EngineErrors() {}

    /** The answer for a reply that is no result; takes the reply's body. */
    public static Future<Answer> read(EngineReply reply, EngineRoute route) {
        return reply.body(MOST_BYTES).map(body -> {
            LOG.debugf("engine refused: engine=%s status=%d", route.engine().id(), reply.status());
            Answer answer = clean(reply.status(), plain(body, reply.header("Content-Encoding")), route);
            return answer.status() == 429 || answer.status() == 503
                    ? answer.with("Retry-After", retryAfter(reply.header("Retry-After")))
                    : answer;
        });
    }

    /** The answer for a status and a body that an engine gave. */
    static Answer clean(int status, String body, EngineRoute route) {
        if (!PASSED.contains(status)) {
            throw nonsense(status, route);
        }
        try {
            JsonObject json = new JsonObject(body);
            String type = json.getString("errorType", "internal");
            String said = json.getString("error", "");
            String text = said.isBlank() || namesAddress(status, said, route) ? OWN_WORDS : said;
            return Answer.engineError(status, TYPES.contains(type) ? type : "internal", cut(text));
        } catch (DecodeException | ClassCastException e) {
            throw nonsense(status, route);
        }
    }

    /** The engine's own trouble may name what lies behind it; its word on a query names the client's own labels. */
    private static boolean namesAddress(int status, String said, EngineRoute route) {
        String authority = URI.create(route.queryUrl()).getRawAuthority();
        return said.contains(authority)
                || (status >= 500 && ADDRESS.matcher(said).find());
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    private static Problem nonsense(int status, EngineRoute route) {
        LOG.warnf(
                "engine answered what is not Prometheus's: engine=%s status=%d",
                route.engine().id(), status);
        return Problem.of(
                Kind.BAD_UPSTREAM,
                "engine.unexpected-answer",
                "the engine behind this query gave an unexpected answer: try again later, or tell the operator");
    }

    private static String plain(Buffer body, @Nullable String encoding) {
        if (!"gzip".equals(encoding)) {
            return body.toString();
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
            return Buffer.buffer(unpacked.readNBytes(MOST_BYTES)).toString();
        } catch (IOException e) {
            return ""; // Cut off or not gzip: no JSON either way.
        }
    }

    private static String retryAfter(@Nullable String given) {
        return given != null && given.matches("[0-9]{1,4}") ? given : "1";
    }
}
