package io.pharos.alert.rules;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are evaluated one after the other at the same timestamp.
 *
 * @param interval null where the tenant's default holds
 * @param queryOffset how far behind the data is looked at; null where the tenant's default holds
 * @param limit how many results a rule may have; 0 for no limit
 * @param labels for all rules, whose own labels win
 * @param evalOffset where in the interval the evaluation is; null where the hash decides; vmalert's
 * @param concurrency how many rules may be evaluated at once; vmalert's
 */
public record RuleGroup(
        String name,
        @Nullable Duration interval,
        @Nullable Duration queryOffset,
        int limit,
        SortedMap<String, String> labels,
        @Nullable Duration evalOffset,
        int concurrency,
        List<Rule> rules) {
    public RuleGroup {
        labels = SortedCopy.of(labels);
        rules = List.copyOf(rules);
    }
}
