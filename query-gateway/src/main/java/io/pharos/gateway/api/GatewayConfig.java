package io.pharos.gateway.api;

import io.pharos.promql.enforce.ForeignMatchers;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What a request to the query API may cost, and how strange matchers are met. */
@ConfigMapping(prefix = "pharos.gateway")
public interface GatewayConfig {
    /** The longest that a query may take, from its reader to the last byte of its result. */
    @WithDefault("2m")
    Duration deadline();

    /** How long a client may take to send its form. */
    @WithDefault("10s")
    Duration formDeadline();

    /** The most bytes of a form. */
    @WithDefault("1048576")
    @Min(1024)
    @Max(10_485_760)
    int maxFormBytes();

    /**
     * The most bytes of stored samples that remote read gives in one piece, unpacked: such an answer is held until all
     * of it was looked through. A stream of chunks has no such bound.
     */
    @WithDefault("4194304")
    @Min(65_536)
    @Max(67_108_864)
    int maxStoredBytes();

    /** The most bytes of an expression. */
    @WithDefault("65536")
    @Min(64)
    int maxQueryBytes();

    /** How far apart samples are taken to lie where a query's cost is estimated. */
    @WithDefault("15s")
    Duration scrapeInterval();

    /** What becomes of a client's matcher on a label that the wall holds: refuse the query, or replace the matcher. */
    @WithDefault("refuse")
    ForeignMatchers foreignMatchers();
}
