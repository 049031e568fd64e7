package io.pharos.alert.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What questions of rules may cost. */
@ConfigMapping(prefix = "pharos.alert.query")
public interface QueryConfig {
    /** The longest that an engine may take for a rule's answer; a group of a shorter interval waits no longer than that. */
    @WithDefault("30s")
    Duration deadline();

    /** How many questions of one tenant may be at its engine at once; more wait. */
    @WithDefault("16")
    @Min(1)
    @Max(1000)
    int perTenant();

    /** How many questions may be at one engine at once, all tenants together; more wait. */
    @WithDefault("48")
    @Min(1)
    @Max(10_000)
    int perEngine();

    /** The most bytes of an answer; a rule whose answer is larger fails. */
    @WithDefault("268435456")
    @Min(65_536)
    long maxAnswerBytes();

    /** The most series of an answer; a rule whose answer has more fails. */
    @WithDefault("1000000")
    @Min(1)
    int maxSeries();
}
