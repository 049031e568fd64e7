package io.pharos.billing.meter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events with every key once, in the order in which the keys first arrived; a repetition changes nothing. The keys
 * that came again with another content are listed, so that a conflict is seen and never silently decided.
 */
public record DistinctEvents(List<UsageEvent> events, List<EventKey> conflicts) {
    public DistinctEvents {
        events = List.copyOf(events);
        conflicts = List.copyOf(conflicts);
    }

    public static DistinctEvents of(List<UsageEvent> arrived, DuplicateRule rule) {
        Map<EventKey, UsageEvent> byKey = new LinkedHashMap<>();
        List<EventKey> conflicts = new ArrayList<>();
        for (UsageEvent event : arrived) {
            UsageEvent before = byKey.putIfAbsent(event.key(), event);
            if (before == null || before.equals(event)) {
                continue;
            }
            conflicts.add(event.key());
            if (rule == DuplicateRule.LAST_WINS) {
                byKey.put(event.key(), event);
            }
        }
        return new DistinctEvents(List.copyOf(byKey.values()), conflicts);
    }
}
