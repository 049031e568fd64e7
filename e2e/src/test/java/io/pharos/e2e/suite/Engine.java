package io.pharos.e2e.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Map;

/** A TSDB asked directly with its own credentials, past the gateway. */
public final class Engine {
    private final FrontDoor door;

    Engine(URI address, String password) {
        String credentials = Base64.getEncoder().encodeToString(("pharos:" + password).getBytes(UTF_8));
        this.door = new FrontDoor(address).with("Authorization", "Basic " + credentials);
    }

    /** GETs a path of the Prometheus API, which begins with {@code /api/v1}. */
    public Answer get(String path, Map<String, String> parameters) {
        return door.get(path, parameters);
    }

    /** An instant query, as it is: nothing is put in. */
    public Answer query(String expression) {
        return get("/api/v1/query", Map.of("query", expression));
    }
}
