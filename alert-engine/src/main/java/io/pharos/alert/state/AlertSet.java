package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts by their labels, in a stable order; never changed, and shared rather than copied, since it may hold a million. */
public final class AlertSet {
    public static final AlertSet NONE = new AlertSet(Map.of());

    private final Map<Labels, ActiveAlert> alerts;

    private AlertSet(Map<Labels, ActiveAlert> alerts) {
        this.alerts = alerts;
    }

    /** A set of these; of two with the same labels, the last. */
    public static AlertSet of(Collection<ActiveAlert> alerts) {
        Map<Labels, ActiveAlert> map = LinkedHashMap.newLinkedHashMap(alerts.size());
        alerts.forEach(alert -> map.put(alert.labels(), alert));
        return new AlertSet(Collections.unmodifiableMap(map));
    }

    public @Nullable ActiveAlert get(Labels labels) {
        return alerts.get(labels);
    }

    public Collection<ActiveAlert> all() {
        return alerts.values();
    }

    public int size() {
        return alerts.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlertSet set && alerts.equals(set.alerts);
    }

    @Override
    public int hashCode() {
        return alerts.hashCode();
    }

    @Override
    public String toString() {
        return alerts.values().toString();
    }
}
