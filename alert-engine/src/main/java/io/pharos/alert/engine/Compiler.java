package io.pharos.alert.engine;

import io.pharos.alert.ruler.Owner;
import io.pharos.alert.ruler.RuleWatch;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.run.CompiledGroup;
import io.pharos.alert.run.EvaluationConfig;
import io.pharos.alert.run.Setting;
import io.pharos.alert.run.SlotPlan;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.RulerLimits;
import io.pharos.tenancy.directory.TenantDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be evaluated: the groups of the tenants that are served, with what their limits leave of them, and the
 * way to their engines. A tenant that is suspended, or whose environment has no engine, has none.
 */
final class Compiler {
    private final TenantDirectory directory;
    private final EvaluationConfig config;

    Compiler(TenantDirectory directory, EvaluationConfig config) {
        this.directory = directory;
        this.config = config;
    }

    /** Groups that are to be evaluated, compiled only when they are asked for. */
    record Plan(Map<GroupKey, RuleGroup> groups, Map<Owner, OwnerPlan> owners) {
        CompiledGroup compile(GroupKey key) {
            return owner(key).compile(key, group(key));
        }

        /** The group compiled anew, or as it is where nothing changed. */
        CompiledGroup recompile(GroupKey key, CompiledGroup now) {
            return owner(key).isCurrent(key, group(key), now) ? now : compile(key);
        }

        private RuleGroup group(GroupKey key) {
            return Objects.requireNonNull(groups.get(key));
        }

        private OwnerPlan owner(GroupKey key) {
            return Objects.requireNonNull(owners.get(new Owner(key.tenant(), key.environment())));
        }
    }

    /** What the groups of a tenant's environment share. */
    record OwnerPlan(EngineRoute route, Setting setting, SlotPlan slots) {
        private CompiledGroup compile(GroupKey key, RuleGroup group) {
            return new CompiledGroup(key, group, route, setting, slots.of(key, group, setting));
        }

        private boolean isCurrent(GroupKey key, RuleGroup group, CompiledGroup now) {
            return now.isOf(group, route, setting, slots.of(key, group, setting));
        }
    }

    Plan plan(RuleWatch.Known known) {
        Map<GroupKey, RuleGroup> groups = new HashMap<>();
        Map<Owner, OwnerPlan> owners = new HashMap<>();
        known.groups()
                .forEach((owner, all) -> route(owner).ifPresent(route -> {
                    RulerLimits limits = route.tenant().limits().ruler();
                    Map<GroupKey, RuleGroup> allowed = new HashMap<>();
                    all.forEach((key, group) -> allowed.put(key, allowed(group, limits)));
                    Setting setting =
                            Setting.of(config, limits.maxRuleEvaluationResults(), limits.evaluationDelayDuration());
                    owners.put(owner, new OwnerPlan(route, setting, SlotPlan.of(allowed, setting)));
                    groups.putAll(allowed);
                }));
        return new Plan(groups, owners);
    }

    private Optional<EngineRoute> route(Owner owner) {
        try {
            EngineRoute route = directory.route(owner.tenant(), owner.environment());
            return route.tenant().served() ? Optional.of(route) : Optional.empty();
        } catch (Problem unknown) {
            return Optional.empty();
        }
    }

    private static RuleGroup allowed(RuleGroup group, RulerLimits limits) {
        List<Rule> rules = group.rules();
        List<Rule> left = rules.stream()
                .filter(rule -> switch (rule) {
                    case Rule.Alerting _ -> limits.alertingRulesEvaluationEnabled();
                    case Rule.Recording _ -> limits.recordingRulesEvaluationEnabled();
                })
                .toList();
        return left.size() == rules.size()
                ? group
                : new RuleGroup(
                        group.name(),
                        group.interval(),
                        group.queryOffset(),
                        group.limit(),
                        group.labels(),
                        group.evalOffset(),
                        group.concurrency(),
                        left);
    }
}
