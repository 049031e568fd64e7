package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many rules a tenant may have and what they may do, by the names of Mimir's ruler limits and with its defaults.
 *
 * @param maxRulesPerRuleGroup 0 for no limit
 * @param maxRuleGroupsPerTenant of one environment; 0 for no limit
 * @param minRuleEvaluationInterval the shortest interval that a group may name
 * @param maxRuleEvaluationResults the most series or alerts of one rule; 0 for no limit
 * @param evaluationDelayDuration how far behind the data is looked at by groups that say nothing of it
 * @param recordingRulesEvaluationEnabled whether recording rules are evaluated at all
 * @param alertingRulesEvaluationEnabled whether alerting rules are evaluated at all
 * @param protectedNamespaces that the tenant cannot change
 */
public record RulerLimits(
        int maxRulesPerRuleGroup,
        int maxRuleGroupsPerTenant,
        Duration minRuleEvaluationInterval,
        int maxRuleEvaluationResults,
        Duration evaluationDelayDuration,
        boolean recordingRulesEvaluationEnabled,
        boolean alertingRulesEvaluationEnabled,
        Set<String> protectedNamespaces) {
    public static final RulerLimits DEFAULT =
            new RulerLimits(20, 70, Duration.ZERO, 0, Duration.ZERO, true, true, Set.of());

    public RulerLimits {
        boolean negative = maxRulesPerRuleGroup < 0 || maxRuleGroupsPerTenant < 0 || maxRuleEvaluationResults < 0;
        if (negative || minRuleEvaluationInterval.isNegative() || evaluationDelayDuration.isNegative()) {
            throw Problem.of(Kind.MALFORMED, "directory.malformed-limits", "No limit of 'ruler' is less than nothing.");
        }
        protectedNamespaces = Set.copyOf(protectedNamespaces);
    }

    /** From JSON in which anything may be left out and is then the default. */
    @JsonCreator
    static RulerLimits of(
            @JsonProperty("maxRulesPerRuleGroup") @Nullable Integer maxRulesPerRuleGroup,
            @JsonProperty("maxRuleGroupsPerTenant") @Nullable Integer maxRuleGroupsPerTenant,
            @JsonProperty("minRuleEvaluationInterval") @Nullable Duration minRuleEvaluationInterval,
            @JsonProperty("maxRuleEvaluationResults") @Nullable Integer maxRuleEvaluationResults,
            @JsonProperty("evaluationDelayDuration") @Nullable Duration evaluationDelayDuration,
            @JsonProperty("recordingRulesEvaluationEnabled") @Nullable Boolean recordingRulesEvaluationEnabled,
            @JsonProperty("alertingRulesEvaluationEnabled") @Nullable Boolean alertingRulesEvaluationEnabled,
            @JsonProperty("protectedNamespaces") @Nullable Set<String> protectedNamespaces) {
        return new RulerLimits(
                Given.or(maxRulesPerRuleGroup, DEFAULT.maxRulesPerRuleGroup),
                Given.or(maxRuleGroupsPerTenant, DEFAULT.maxRuleGroupsPerTenant),
                Given.or(minRuleEvaluationInterval, DEFAULT.minRuleEvaluationInterval),
                Given.or(maxRuleEvaluationResults, DEFAULT.maxRuleEvaluationResults),
                Given.or(evaluationDelayDuration, DEFAULT.evaluationDelayDuration),
                Given.or(recordingRulesEvaluationEnabled, true),
                Given.or(alertingRulesEvaluationEnabled, true),
                Given.or(protectedNamespaces, Set.of()));
    }
}
