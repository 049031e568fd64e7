package io.pharos.alert.routing;

import io.pharos.alert.series.Labels;
import io.pharos.wire.relabel.RelabelStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All that a tenant says about its notifications; sound in itself, since {@link RoutingParser} alone makes one. */
public record Routing(
        Route route,
        List<Inhibition> inhibitions,
        List<Receiver> receivers,
        List<TimeInterval> timeIntervals,
        List<RelabelStep> relabellings) {
    public Routing {
        inhibitions = List.copyOf(inhibitions);
        receivers = List.copyOf(receivers);
        timeIntervals = List.copyOf(timeIntervals);
        relabellings = List.copyOf(relabellings);
    }

    /** The labels with which an alert is sent, or empty where it is not to be sent. */
    public Optional<Labels> relabelled(Labels labels) {
        return relabellings.isEmpty()
                ? Optional.of(labels)
                : RelabelStep.apply(relabellings, labels.asMap()).map(Labels::of);
    }

    public Optional<Receiver> receiver(String name) {
        return receivers.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** Who is told of an alert with these labels. */
    public List<Receiver> receivers(Labels labels) {
        String root = Objects.requireNonNull(route.receiver());
        return route.receivers(labels, root).stream()
                .distinct()
                .flatMap(name -> receiver(name).stream())
                .toList();
    }
}
