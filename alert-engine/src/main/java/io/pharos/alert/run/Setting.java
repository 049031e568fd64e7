package io.pharos.alert.run;

import io.pharos.alert.evaluate.AlertTemplates;
import io.pharos.alert.series.Labels;
import io.pharos.alert.template.TemplateLimits;
import java.time.Duration;

/**
 * What holds for all groups of a tenant, where they say nothing themselves.
 *
 * @param maxResults the most results of a rule; 0 for any number
 */
public record Setting(
        Duration interval,
        Duration resendDelay,
        Duration queryOffset,
        int concurrency,
        int maxResults,
        AlertTemplates.Setting templates) {
    public static Setting of(EvaluationConfig config, int maxResults, Duration queryOffset) {
        return new Setting(
                config.interval(),
                config.resendDelay(),
                queryOffset,
                config.groupConcurrency(),
                maxResults,
                new AlertTemplates.Setting(Labels.NONE, config.externalUrl(), TemplateLimits.standard()));
    }
}
