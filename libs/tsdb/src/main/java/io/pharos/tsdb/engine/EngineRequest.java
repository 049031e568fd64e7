package io.pharos.tsdb.engine;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;

/** One request to an engine; {@code deadline} bounds it from the first byte sent to the last one received. */
public record EngineRequest(
        HttpMethod method, String url, Map<String, String> headers, Buffer body, Duration deadline) {
    public EngineRequest {
        headers = Map.copyOf(headers);
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("a request needs a deadline");
        }
    }
}
