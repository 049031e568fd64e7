package io.pharos.collector.targets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as it is written: the fields and defaults of Prometheus's scrape_config, as JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobDefinition(
        @Nullable String jobName,
        @Nullable String scheme,
        @Nullable String metricsPath,
        @Nullable Map<String, List<String>> params,
        @Nullable String scrapeInterval,
        @Nullable String scrapeTimeout,
        @Nullable Integer sampleLimit,
        @Nullable Boolean honorLabels,
        @Nullable Boolean honorTimestamps,
        @Nullable List<TargetGroup> staticConfigs,
        @Nullable List<HttpSdConfig> httpSdConfigs,
        @Nullable List<RelabelConfig> relabelConfigs,
        @Nullable List<RelabelConfig> metricRelabelConfigs) {

    /** Discovery over HTTP. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HttpSdConfig(@Nullable String url, @Nullable String refreshInterval) {}

    /** One step of relabelling. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RelabelConfig(
            @Nullable List<String> sourceLabels,
            @Nullable String separator,
            @Nullable String regex,
            @Nullable Long modulus,
            @Nullable String targetLabel,
            @Nullable String replacement,
            @Nullable String action) {}
}
