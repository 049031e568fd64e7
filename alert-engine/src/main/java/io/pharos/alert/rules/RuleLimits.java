package io.pharos.alert.rules;

import io.pharos.alert.rules.yaml.YamlLimits;
import java.time.Duration;

/**
 * What a rule file may hold. The numbers of groups and rules and the shortest interval carry the names and defaults of
 * Mimir's limits; 0 is no limit.
 */
public record RuleLimits(YamlLimits yaml, int maxRuleGroups, int maxRulesPerRuleGroup, Duration minInterval) {
    private static final YamlLimits YAML = new YamlLimits(4 * 1024 * 1024, 16, 200, 1_000_000);

    /** Mimir's defaults: 70 groups of 20 rules. */
    public static RuleLimits mimir() {
        return new RuleLimits(YAML, 70, 20, Duration.ZERO);
    }

    /** Bounded only in what a file costs to read. */
    public static RuleLimits ofSizeOnly() {
        return new RuleLimits(YAML, 0, 0, Duration.ZERO);
    }
}
