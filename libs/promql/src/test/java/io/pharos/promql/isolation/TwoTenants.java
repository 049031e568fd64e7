package io.pharos.promql.isolation;

import io.pharos.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Planted data of two tenants, in OpenMetrics text: the same metrics with the same labels and other values, so that
 * whatever crosses over changes an answer, and a metric that only the other one has.
 */
final class TwoTenants {
    static final TenantId OWN = new TenantId("acme");
    static final TenantId OTHER = new TenantId("initech");

    /** The time of the newest sample, in seconds. */
    static final long NOW = 1_700_000_000;

    private static final long EVERY = 30;
    private static final long SAMPLES = 240;

    private final StringBuilder text = new StringBuilder();

    private TwoTenants() {}

    static String openMetrics(List<TenantId> tenants) {
        TwoTenants data = new TwoTenants();
        for (TenantId tenant : tenants) {
            data.plant(tenant);
        }
        return data.text.append("# EOF\n").toString();
    }

    private void plant(TenantId tenant) {
        Random random = new Random(tenant.value().hashCode());
        for (String job : List.of("api", "web")) {
            for (String instance : List.of("0", "1")) {
                String target = "job=\"%s\",instance=\"%s\"".formatted(job, instance);
                gauge(tenant, "up", target, random, 2);
                gauge(tenant, "temperature", target + ",zone=\"z" + instance + "\"", random, 40);
                counter(tenant, "requests_total", target + ",code=\"200\"", random, 30);
                counter(tenant, "requests_total", target + ",code=\"500\"", random, 3);
            }
            histogram(tenant, job, random);
        }
        gauge(tenant, "limit", "job=\"api\"", random, 4);
        if (tenant.equals(OTHER)) {
            gauge(tenant, "secret_revenue", "job=\"api\"", random, 7);
            gauge(tenant, "up", "job=\"hidden\",instance=\"9\"", random, 2);
        }
    }

    private void gauge(TenantId tenant, String name, String labels, Random random, int values) {
        for (long i = 0; i < SAMPLES; i++) {
            // Gaps, so that absence and staleness are seen as well.
            if (random.nextInt(20) != 0) {
                sample(tenant, name, labels, i, random.nextInt(values) + (values > 5 ? random.nextDouble() : 0));
            }
        }
    }

    private void counter(TenantId tenant, String name, String labels, Random random, int growth) {
        double value = 0;
        for (long i = 0; i < SAMPLES; i++) {
            value = random.nextInt(100) == 0 ? 0 : value + random.nextInt(growth + 1);
            sample(tenant, name, labels, i, value);
        }
    }

    private void histogram(TenantId tenant, String job, Random random) {
        List<String> bounds = List.of("0.1", "0.5", "1.0", "+Inf");
        List<Double> counts = new ArrayList<>(List.of(0.0, 0.0, 0.0, 0.0));
        for (long i = 0; i < SAMPLES; i++) {
            double below = 0;
            for (int b = 0; b < bounds.size(); b++) {
                below += random.nextInt(4);
                counts.set(b, counts.get(b) + below);
                String labels = "job=\"%s\",le=\"%s\"".formatted(job, bounds.get(b));
                sample(tenant, "latency_bucket", labels, i, counts.get(b));
            }
        }
    }

    private void sample(TenantId tenant, String name, String labels, long index, double value) {
        long time = NOW - (SAMPLES - 1 - index) * EVERY;
        text.append(String.format(
                Locale.ROOT, "%s{%s,%s=\"%s\"} %s %d%n", name, labels, TenantId.LABEL, tenant, value, time));
    }
}
