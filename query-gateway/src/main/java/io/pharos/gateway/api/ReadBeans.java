package io.pharos.gateway.api;

import io.pharos.gateway.metering.SampleEstimate;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.WallFailures;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Makes the pure parts from their configuration. */
@Singleton
final class ReadBeans {
    private static final Logger LOG = Logger.getLogger(ReadBeans.class);

    @Produces
    @Singleton
    Planners planners(GatewayConfig config, GatewayMetrics metrics) {
        ParserOptions syntax = ParserOptions.everything().withMaxLength(config.maxQueryBytes());
        SampleEstimate estimate = new SampleEstimate(config.scrapeInterval());
        WallFailures failures = tenant -> withheld(tenant, metrics);
        Function<ReadContext, Bounds> wall = reader -> bounds(
                reader,
                Bounds.of(reader.tenant()).meeting(config.foreignMatchers()).telling(failures));
        return new Planners(
                new Planner(syntax, config.deadline(), estimate, wall),
                new StoredPlanner(config.maxFormBytes(), estimate, wall));
    }

    /** Where series carry their environment, the question is held to it too. */
    static Bounds bounds(ReadContext reader, Bounds ofTenant) {
        return reader.route().environmentLabelled()
                ? ofTenant.within(reader.context().environment())
                : ofTenant;
    }

    private static void withheld(TenantId tenant, GatewayMetrics metrics) {
        metrics.withheld();
        LOG.errorf("a query could not be enforced and was withheld: tenant=%s", tenant);
    }
}
