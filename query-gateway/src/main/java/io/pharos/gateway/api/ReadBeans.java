package io.pharos.gateway.api;

import io.pharos.gateway.metering.SampleEstimate;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.enforce.Bounds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes the pure parts from their configuration. */
@Singleton
final class ReadBeans {
    private static final Logger LOG = Logger.getLogger(ReadBeans.class);

    @Produces
    @Singleton
    Planner planner(GatewayConfig config, GatewayMetrics metrics) {
        ParserOptions syntax = ParserOptions.everything().withMaxLength(config.maxQueryBytes());
        return new Planner(
                syntax,
                config.deadline(),
                new SampleEstimate(config.scrapeInterval()),
                reader -> bounds(
                        reader,
                        Bounds.of(reader.tenant())
                                .meeting(config.foreignMatchers())
                                .telling(tenant -> withheld(tenant, metrics))));
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
