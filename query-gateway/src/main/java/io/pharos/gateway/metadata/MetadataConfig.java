package io.pharos.gateway.metadata;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;

/** Where descriptions of metrics come from, and how long they are kept. */
@ConfigMapping(prefix = "pharos.metadata")
public interface MetadataConfig {
    /** The base of metrics-collector's internal API. */
    @WithDefault("http://127.0.0.1:8081")
    URI url();

    /** How old an answer may be that is given again. */
    @WithDefault("10s")
    Duration age();

    /** The most bytes of one answer. */
    @WithDefault("4194304")
    @Min(1024)
    int maxBytes();

    /** The most bytes of all answers that are kept. */
    @WithDefault("8388608")
    @Min(0)
    int keptBytes();
}
