package io.pharos.gateway.metering;

import io.pharos.gateway.queries.QueryLog;
import io.pharos.gateway.queries.SeenQuery;
import io.pharos.lineage.Lineage;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the usage log and the query log what an answered question used: samples read, marked by who counted them, and bytes sent as they
 * went over the wire. Questions that failed, or whose client left before the end, are not counted.
 */
@Singleton
public final class QueryMeter {
    /** The resource of a sample that a query read. */
    public static final String SAMPLES = "query_samples";

    /** The resource of a byte of an answer. */
    public static final String BYTES = "query_bytes";

    private final UsageLog log;
    private final QueryLog queries;
    private final Lineage lineage;
    private final TenantDirectory directory;
    private final Clock clock;

    @Inject
    public QueryMeter(UsageLog log, QueryLog queries, Lineage lineage, TenantDirectory directory, Clock clock) {
        this.log = log;
        this.queries = queries;
        this.lineage = lineage;
        this.directory = directory;
        this.clock = clock;
    }

    /** Who asked for what. */
    public record Asker(TenantId tenant, Environment environment, String userId, String client, String endpoint) {
        private static final int LONGEST_USER = 256;
        private static final int LONGEST_CLIENT = 128;

        public Asker {
            userId = userId.length() > LONGEST_USER ? userId.substring(0, LONGEST_USER) : userId;
            client = client.length() > LONGEST_CLIENT ? client.substring(0, LONGEST_CLIENT) : client;
        }
    }

    /** Counts one answer for its bill; empty where it read names and no samples. */
    void count(Asker asker, Optional<SamplesRead> read, long bytes, Duration took) {
        String endpoint = asker.endpoint();
        String environment = asker.environment().value();
        read.ifPresent(samples -> append(
                asker,
                SAMPLES,
                samples.count(),
                took,
                Map.of(
                        "basis",
                        samples.basis().word(),
                        "endpoint",
                        endpoint,
                        "environment",
                        environment,
                        "client",
                        asker.client())));
        append(
                asker,
                BYTES,
                bytes,
                took,
                Map.of("endpoint", endpoint, "environment", environment, "client", asker.client()));
    }

    /** Tells the query log of an answer. */
    void remember(Asker asker, String text, Optional<SamplesRead> read, long bytes, Duration took) {
        queries.saw(new SeenQuery(
                asker.tenant(),
                asker.environment(),
                asker.endpoint(),
                asker.userId(),
                text,
                clock.instant(),
                took,
                read.map(SamplesRead::count).orElse(0L),
                bytes));
        directory
                .find(asker.tenant())
                .flatMap(tenant -> tenant.engineOf(asker.environment()))
                .ifPresent(engine -> lineage.passed(asker.tenant(), engine, Lineage.HERE, "reads", bytes));
    }

    private void append(Asker asker, String resource, long quantity, Duration took, Map<String, String> properties) {
        log.append(new Usage(asker.tenant(), asker.userId(), resource, quantity, took, clock.instant(), properties));
    }
}
