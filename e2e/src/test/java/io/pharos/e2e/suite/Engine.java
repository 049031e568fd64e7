package io.pharos.e2e.suite;

import java.net.URI;
import java.util.Map;

/** A TSDB asked directly with its own credentials, past the gateway. */
public final class Engine {
    private final FrontDoor door;

    Engine(URI address, String password) {
        this.door = new FrontDoor(address).basic("pharos", password);
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
