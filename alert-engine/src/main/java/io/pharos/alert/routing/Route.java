package io.pharos.alert.routing;

import io.pharos.alert.series.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a routing tree, as Alertmanager has it: an alert goes to the deepest nodes that match, to the first of
 * siblings unless that says {@code continue}.
 *
 * @param receiver null where the parent's holds
 * @param groupBy labels by which alerts share a notification; null where the parent's hold
 * @param timing null parts are the parent's
 */
public record Route(
        @Nullable String receiver,
        @Nullable List<String> groupBy,
        List<AlertMatcher> matchers,
        boolean goesOn,
        Timing timing,
        Muting muting,
        List<Route> routes) {
    /** How long a group waits before its first notification, before news, and before it is repeated. */
    public record Timing(
            @Nullable Duration groupWait,
            @Nullable Duration groupInterval,
            @Nullable Duration repeatInterval) {}

    /** The time intervals, by name, in which a route keeps silent or outside of which it does. */
    public record Muting(List<String> mute, List<String> active) {
        public Muting {
            mute = List.copyOf(mute);
            active = List.copyOf(active);
        }
    }

    public Route {
        groupBy = groupBy == null ? null : List.copyOf(groupBy);
        matchers = List.copyOf(matchers);
        routes = List.copyOf(routes);
    }

    /** The receivers of an alert with these labels, in the order of the tree. */
    public List<String> receivers(Labels labels, String inherited) {
        String own = receiver == null ? inherited : receiver;
        List<String> found = new ArrayList<>();
        for (Route route : routes) {
            if (route.matches(labels)) {
                found.addAll(route.receivers(labels, own));
                if (!route.goesOn) {
                    break;
                }
            }
        }
        return found.isEmpty() ? List.of(own) : found;
    }

    private boolean matches(Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
