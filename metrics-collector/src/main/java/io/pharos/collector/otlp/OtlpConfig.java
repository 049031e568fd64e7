package io.pharos.collector.otlp;

import io.pharos.wire.otlp.TranslationStrategy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How OpenTelemetry's metrics are mapped; the names are those of Prometheus's section {@code otlp}. */
@ConfigMapping(prefix = "pharos.otlp")
interface OtlpConfig {
    /** How names are made; the strategies that keep characters need engines that store any name. */
    @WithDefault("underscore-escaping-with-suffixes")
    TranslationStrategy translationStrategy();

    /** The resource attributes that every series gets as labels. */
    Optional<Set<String>> promoteResourceAttributes();

    /** Whether target_info has service.name, service.namespace and service.instance.id as well. */
    @WithDefault("false")
    boolean keepIdentifyingResourceAttributes();

    /** Whether every series gets the instrumentation scope as labels otel_scope_…. */
    @WithDefault("false")
    boolean promoteScopeMetadata();

    /** What becomes of delta temporality. */
    @WithDefault("refuse")
    Delta delta();

    /** How many series of delta temporality are added up for each tenant; more are refused. */
    @WithDefault("10000")
    @Min(1)
    int maxDeltaSeries();

    /** How long a series of delta temporality keeps its place without a point. */
    @WithDefault("10m")
    Duration deltaIdle();

    /** What becomes of points of delta temporality. */
    enum Delta {
        /** They are refused and counted. */
        REFUSE,
        /** They are added up here, by series and from when this replica first saw each; senders must keep to one replica. */
        CONVERT
    }
}
