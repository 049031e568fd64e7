package io.pharos.collector.targets;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What a tenant may have scraped. */
@ConfigMapping(prefix = "pharos.targets")
public interface TargetsConfig {
    /** How soon every replica knows a change of the jobs. */
    @WithDefault("PT5S")
    Duration refresh();

    /** The most jobs of a tenant. */
    @WithDefault("100")
    int maxJobs();

    /** The most targets of a job. */
    @WithDefault("1000")
    int maxTargets();

    /** The most samples of a scrape, whatever a job's own sample_limit says. */
    @WithDefault("50000")
    int maxSamples();

    /** The shortest scrape interval. */
    @WithDefault("PT5S")
    Duration minInterval();

    /** The most steps of one list of relabelling. */
    @WithDefault("100")
    int maxRelabelSteps();

    /** The reference to the secret (32 characters or more) that targets' logins are encrypted with; without it jobs have none. */
    Optional<String> encryptionKey();
}
