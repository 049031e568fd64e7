package io.pharos.alert.schedule;

import io.pharos.alert.rules.RuleGroup;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The work that a configuration asks for, known before any of it is done: what replicas are scaled by. */
public record Demand(double evaluationsPerSecond) {
    /** The sum over all groups of rules by interval; groups without one have the default. */
    public static Demand of(Collection<RuleGroup> groups, Duration defaultInterval) {
        return new Demand(groups.stream()
                .mapToDouble(group -> group.rules().size() / seconds(group.interval(), defaultInterval))
                .sum());
    }

    private static double seconds(@Nullable Duration interval, Duration otherwise) {
        return (interval == null ? otherwise : interval).toMillis() / 1000.0;
    }
}
