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

    /** Writes a tenant's series, with samples over the last five minutes. */
    public static void sow(PrometheusServer engine, TenantId tenant, double number) {
        Instant now = Instant.now();
        for (int i = SAMPLES - 1; i >= 0; i--) {
            Instant time = now.minusSeconds((long) i * STEP_SECONDS);
            engine.write(new RemoteWrite()
                    .sample(series("secret_revenue", tenant), number, time)
                    .sample(series("only_" + tenant, tenant), number, time)
                    .sample(series("target_info", tenant), 1, time)
                    .exemplar(series("secret_revenue", tenant), "trace-of-" + tenant, number, time)
                    .sample(series("slo:availability:ratio", tenant), 0.999, time));
        }
    }

    private static Map<String, String> series(String name, TenantId tenant) {
        return Map.of(
                "__name__",
                name,
                "tenant_id",
                tenant.value(),
                "env",
                "prod",
                "shop",
                "shop-of-" + tenant,
                "label_of_" + tenant,
                "x",
                "instance",
                "i",
                "job",
                "j");
    }
}
