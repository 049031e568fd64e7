package io.pharos.alert.run;

import io.pharos.alert.evaluate.PlannedExpression;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.schedule.GroupKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets groups of one environment that ask mostly the same at equal intervals share a slot, so that what they share is
 * asked once; all others are spread by their own hash. Depends on the configuration alone, so that slots stay where
 * they are over restarts and on every replica.
 */
public final class SlotPlan {
    private record Shared(Duration interval, String query) {}

    private final Map<Shared, Integer> askers = new HashMap<>();
    private final Map<GroupKey, Set<String>> queries = new HashMap<>();

    private SlotPlan() {}

    /** The plan for all groups of a tenant's environment. */
    public static SlotPlan of(Map<GroupKey, RuleGroup> groups, Setting setting) {
        SlotPlan plan = new SlotPlan();
        groups.forEach((key, group) -> plan.add(key, group, CompiledGroup.intervalOf(group, setting)));
        return plan;
    }

    private void add(GroupKey key, RuleGroup group, Duration interval) {
        Set<String> asked = group.rules().stream()
                .map(Rule::expression)
                .map(expression -> PlannedExpression.of(expression.tree()).shareable())
                .collect(Collectors.toSet());
        queries.put(key, asked);
        asked.forEach(query -> askers.merge(new Shared(interval, query), 1, Integer::sum));
    }

    /** The choice for one of the groups. */
    public SlotChoice of(GroupKey key, RuleGroup group, Setting setting) {
        Duration interval = CompiledGroup.intervalOf(group, setting);
        Set<String> asked = queries.getOrDefault(key, Set.of());
        List<Shared> shared = asked.stream()
                .map(query -> new Shared(interval, query))
                .filter(query -> askers.getOrDefault(query, 0) > 1)
                .toList();
        Optional<Shared> most = shared.stream()
                .max(Comparator.comparing((Shared query) -> askers.getOrDefault(query, 0))
                        .thenComparing(Shared::query));
        if (most.isEmpty() || 2 * shared.size() < asked.size() || group.evalOffset() != null) {
            return new SlotChoice(key.stableHash(), Set.of());
        }
        Set<String> texts = new HashSet<>();
        shared.forEach(query -> texts.add(query.query()));
        GroupKey meeting =
                new GroupKey(key.tenant(), key.environment(), "", most.get().query());
        return new SlotChoice(meeting.stableHash(), texts);
    }
}
