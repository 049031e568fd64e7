package io.pharos.billing.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.http.Reply;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the operator's own Prometheus, in which no tenant's samples are, for one number at a time. What it does not know
 * is empty; one that is out of reach is a problem UNAVAILABLE.
 */
@Singleton
class OperatorPrometheus {
    private static final long LARGEST = 64 * 1024;

    private final CostConfig config;
    private final Secrets secrets;
    private final SuiteHttp http;
    private final ObjectMapper json;

    OperatorPrometheus(CostConfig config, Secrets secrets, ObjectMapper json) {
        this.config = config;
        this.secrets = secrets;
        this.http = new SuiteHttp(config.deadline());
        this.json = json;
    }

    boolean isThere() {
        return config.prometheus().isPresent();
    }

    /** The one value of a query at a time; empty where there is none, where there are several, and where it is no number. */
    Optional<BigDecimal> value(String query, Instant time) {
        URI base = config.prometheus().orElseThrow(() -> unreachable(new IOException("none is configured")));
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time=" + time.getEpochSecond();
        try {
            Reply reply = http.postForm(base.resolve("/api/v1/query"), credentials(), form, LARGEST);
            if (reply.status() != 200) {
                throw unreachable(new IOException("it answered " + reply.status()));
            }
            return single(json.readTree(reply.body()).path("data"));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static Optional<BigDecimal> single(JsonNode data) {
        JsonNode result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar" -> number(result.path(1).asText());
            case "vector" ->
                result.size() == 1 ? number(result.path(0).path("value").path(1).asText()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException infiniteOrNotANumber) {
            return Optional.empty();
        }
    }

    private Map<String, String> credentials() {
        return config.user()
                .flatMap(user ->
                        config.password().map(reference -> user + ":" + secrets.resolve(SecretRef.parse(reference))))
                .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .map(basic -> Map.of("Authorization", "Basic " + basic))
                .orElse(Map.of());
    }

    private static Problem unreachable(IOException cause) {
        return Problem.of(
                Kind.UNAVAILABLE,
                "cost.prometheus-unreachable",
                "The operator's Prometheus does not tell what the suite consumes; the hour is measured later.",
                cause);
    }
}
