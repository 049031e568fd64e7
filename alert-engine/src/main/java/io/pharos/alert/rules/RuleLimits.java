package io.pharos.alert.rules;

import io.pharos.alert.rules.yaml.YamlLimits;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.Set;

/**
 * What a rule file may hold. The numbers of groups and rules and the shortest interval carry the names and defaults of
 * Mimir's limits; 0 is no limit.
 *
 * @param platformLabels the labels that the platform sets, and no rule may
 */
public record RuleLimits(
        YamlLimits yaml,
        int maxRuleGroups,
        int maxRulesPerRuleGroup,
        Duration minInterval,
        Set<String> platformLabels) {
    private static final YamlLimits YAML = new YamlLimits(4 * 1024 * 1024, 16, 200, 1_000_000);

    private static final Set<String> PLATFORM_LABELS = Set.of(TenantId.LABEL);

    public RuleLimits {
        platformLabels = Set.copyOf(platformLabels);
    }

    /** Mimir's defaults: 70 groups of 20 rules. */
    public static RuleLimits mimir() {
        return new RuleLimits(YAML, 70, 20, Duration.ZERO, PLATFORM_LABELS);
    }

    /** Bounded only in what a file costs to read. */
    public static RuleLimits ofSizeOnly() {
        return new RuleLimits(YAML, 0, 0, Duration.ZERO, PLATFORM_LABELS);
    }

    /** The same with other numbers. */
    public RuleLimits with(int ruleGroups, int rulesPerGroup, Duration interval) {
        return new RuleLimits(yaml, ruleGroups, rulesPerGroup, interval, platformLabels);
    }

    /** The same where the platform tells environments apart by a label, too. */
    public RuleLimits environmentLabelled() {
        return new RuleLimits(
                yaml, maxRuleGroups, maxRulesPerRuleGroup, minInterval, Set.of(TenantId.LABEL, Environment.LABEL));
    }
}
