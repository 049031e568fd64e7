package io.pharos.tenancy.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which requests have spans. */
@ConfigMapping(prefix = "pharos.tracing")
public interface TracingConfig {
    /**
     * Of requests that bring no trace, one in so many has spans; of those that bring one, the ones that it is sampled
     * for. At 1 every request has spans that are sampled as OpenTelemetry's own settings say.
     */
    @WithDefault("1")
    int oneIn();
}
