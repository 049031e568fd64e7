package io.pharos.alert.routing;

import java.util.List;

/** While an alert matches {@code source}, those that match {@code target} and agree in the labels {@code equal} keep silent. */
public record Inhibition(List<AlertMatcher> source, List<AlertMatcher> target, List<String> equal) {
    public Inhibition {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equal = List.copyOf(equal);
    }
}
