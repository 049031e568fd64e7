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
        @Nullable List<RelabelConfig> metricRelabelConfigs,
        @Nullable BasicAuth basicAuth,
        @Nullable Authorization authorization) {

    /** A user with a password. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BasicAuth(@Nullable String username, @Nullable String password) {}

    /** A token; the type is Bearer where it is not given. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Authorization(@Nullable String type, @Nullable String credentials) {}

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
