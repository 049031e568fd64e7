package io.pharos.collector.push;

import io.pharos.collector.push.PushedFamily.Series;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.wire.text.MetricType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What pushed metrics must keep to, in themselves and beside those of other groups: the Pushgateway's own checks. */
final class PushRules {
    static final String PUSHED = "push_time_seconds";
    static final String FAILED = "push_failure_time_seconds";

    private static final List<String> PARTS = List.of("_bucket", "_count", "_sum");

    private PushRules() {}

    /** What is wrong with a push, or empty; {@code elsewhere} are the types that other groups have of its metrics. */
    static Optional<String> fault(Tenant owner, PushedBody.Read pushed, Map<String, MetricType> elsewhere) {
        if (pushed.timed()) {
            return Optional.of("pushed metrics must not have timestamps");
        }
        for (PushedFamily family : pushed.families()) {
            if (family.name().equals(PUSHED) || family.name().equals(FAILED)) {
                return Optional.of("the metric " + family.name() + " is made here, for every group");
            }
            MetricType type = elsewhere.get(family.name());
            if (type != null && type != family.type()) {
                return Optional.of("the metric " + family.name() + " is of type "
                        + family.type().text() + ", and of type " + type.text() + " in another group");
            }
        }
        return twice(pushed.families())
                .or(() -> overlap(pushed.families()))
                .or(() -> foreign(owner, pushed.families()));
    }

    /** The same that would be refused when it is written, told to who can mend it. */
    private static Optional<String> foreign(Tenant owner, List<PushedFamily> families) {
        if (owner.labelConflict() == LabelConflict.RENAME) {
            return Optional.empty();
        }
        return families.stream()
                .flatMap(family -> family.samples().stream())
                .map(sample -> sample.labels().get(TenantId.LABEL))
                .filter(value -> value != null && !value.equals(owner.id().value()))
                .findFirst()
                .map(value -> "a label " + TenantId.LABEL + " is not the caller's: leave it out");
    }

    private static Optional<String> twice(List<PushedFamily> families) {
        Set<Series> seen = new HashSet<>();
        return families.stream()
                .flatMap(family -> family.samples().stream())
                .map(PushedFamily.Sample::series)
                .filter(series -> !seen.add(series))
                .findFirst()
                .map(series -> "the series " + series.metric() + series.labels()
                        + " stands twice once it has the group's labels");
    }

    private static Optional<String> overlap(List<PushedFamily> families) {
        Set<String> names = families.stream().map(PushedFamily::name).collect(Collectors.toSet());
        return families.stream()
                .filter(family -> family.type() == MetricType.HISTOGRAM || family.type() == MetricType.SUMMARY)
                .flatMap(family -> PARTS.stream().map(family.name()::concat))
                .filter(names::contains)
                .findFirst()
                .map(name -> "the metric " + name + " has the name of a part of another one");
    }
}
