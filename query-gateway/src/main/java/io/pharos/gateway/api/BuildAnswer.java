package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.model.Dialect;
import io.vertx.core.json.JsonObject;

/**
 * What {@code status/buildinfo} says: the version of Prometheus whose API a client may count on, by which Grafana
 * chooses its calls. Never the engine's own answer, which would tell of hosts and builds behind us.
 */
final class BuildAnswer {
    /** The API that engines of other makes offer: {@code match[]} on labels, and no more than that. */
    private static final String BASE = "2.37.0";

    private BuildAnswer() {}

    static Answer of(Dialect dialect) {
        String version = switch (dialect.family()) {
            case PROMETHEUS -> dialect.major() + "." + dialect.minor() + ".0";
            case VICTORIAMETRICS, MIMIR -> BASE;
        };
        return Answer.data(new JsonObject()
                .put("version", version)
                .put("revision", "pharos")
                .put("branch", "")
                .put("buildUser", "")
                .put("buildDate", "")
                .put("goVersion", ""));
    }
}
