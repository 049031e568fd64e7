package io.pharos.alert.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;

/** How rules are evaluated where their files say nothing else. */
@ConfigMapping(prefix = "pharos.alert.evaluation")
public interface EvaluationConfig {
    /** The interval of groups that name none. */
    @WithDefault("1m")
    Duration interval();

    /** How often an alert that goes on firing is told again. */
    @WithDefault("1m")
    Duration resendDelay();

    /** How far behind the data is looked at by groups that say nothing of it. */
    @WithDefault("0s")
    Duration queryOffset();

    /** How many questions of a group may be under way at once, where it names no concurrency of its own. */
    @WithDefault("4")
    @Min(1)
    @Max(256)
    int groupConcurrency();

    /** How many groups of one tenant are evaluated at once; more wait, and may miss their slots. */
    @WithDefault("32")
    @Min(1)
    @Max(10_000)
    int groupsPerTenant();

    /** Where people find this installation; the base of links in templates. */
    @WithDefault("http://127.0.0.1:8080")
    URI externalUrl();

    /** Of how many evaluations in which an alert began to fire the values along its expression are kept; 0 for none. */
    @WithDefault("5")
    @Min(0)
    @Max(100)
    int explained();
}
