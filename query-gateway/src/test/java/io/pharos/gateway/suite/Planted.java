package io.pharos.gateway.suite;

import io.pharos.gateway.engines.PrometheusServer;
import io.pharos.gateway.engines.RemoteWrite;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.Map;

/** Data by which another tenant's eyes would be noticed: names, values and a number that only one tenant has. */
public final class Planted {
    private static final int SAMPLES = 20;
    private static final int STEP_SECONDS = 15;

    private Planted() {}

    /** Writes a tenant's series in prod, with samples over the last five minutes. */
    public static void sow(PrometheusServer engine, TenantId tenant, double number) {
        sow(engine, tenant, "prod", tenant.value(), number);
    }

    /** The same in an environment; {@code owner} is what its names and values end with. */
    static void sow(PrometheusServer engine, TenantId tenant, String environment, String owner, double number) {
        Instant now = Instant.now();
        for (int i = SAMPLES - 1; i >= 0; i--) {
            Instant time = now.minusSeconds((long) i * STEP_SECONDS);
            engine.write(new RemoteWrite()
                    .sample(series("secret_revenue", tenant, environment, owner), number, time)
                    .sample(series("only_" + owner, tenant, environment, owner), number, time)
                    .sample(series("target_info", tenant, environment, owner), 1, time)
                    .exemplar(series("secret_revenue", tenant, environment, owner), "trace-of-" + owner, number, time)
                    .sample(series("slo:availability:ratio", tenant, environment, owner), 0.999, time));
        }
    }

    private static Map<String, String> series(String name, TenantId tenant, String environment, String owner) {
        return Map.of(
                "__name__",
                name,
                "tenant_id",
                tenant.value(),
                "env",
                environment,
                "shop",
                "shop-of-" + owner,
                "label_of_" + owner,
                "x",
                "instance",
                "i",
                "job",
                "j");
    }
}
