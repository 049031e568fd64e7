package io.pharos.alert.routing;

import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Place;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.rules.RuleProblem;
import io.pharos.alert.rules.yaml.YamlException;
import io.pharos.alert.rules.yaml.YamlLimits;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlReader;
import io.pharos.model.TenantId;
import io.pharos.wire.relabel.RelabelStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a tenant's routing, in Alertmanager's own YAML: {@code route}, {@code inhibit_rules}, {@code receivers},
 * {@code time_intervals}, and Prometheus's {@code alert_relabel_configs}. Refuses with a {@link RuleFileException} that
 * holds everything found, at its line and column: what one tenant wrote must never stop the Alertmanager of many.
 */
public final class RoutingParser {
    private static final YamlLimits LIMITS = new YamlLimits(256 * 1024, 40, 0, 20_000);
    private static final Set<String> FIELDS =
            Set.of("route", "inhibit_rules", "receivers", "time_intervals", "alert_relabel_configs");
    private static final Set<String> INHIBITION = Set.of("source_matchers", "target_matchers", "equal");

    private final Problems problems = new Problems();
    private final RoutingFields parts = new RoutingFields(problems);

    private RoutingParser() {}

    public static Routing parse(String text) {
        return new RoutingParser().read(text);
    }

    private Routing read(String text) {
        YamlNode root = document(text);
        Fields fields = Fields.of(root, FIELDS, problems);
        List<Receiver> receivers = new ReceiverReader(problems).read(fields.list("receivers"));
        List<TimeInterval> intervals = new TimeIntervalReader(problems).read(fields.list("time_intervals"));
        Names names = new Names(
                receivers.stream().map(Receiver::name).collect(Collectors.toSet()),
                intervals.stream().map(TimeInterval::name).collect(Collectors.toSet()));
        Route route = new RouteReader(problems, parts, names).root(fields.place("route"), fields.has("route"));
        List<Inhibition> inhibitions =
                fields.list("inhibit_rules").stream().map(this::inhibition).toList();
        List<RelabelStep> relabellings = new RelabelReader(problems).read(fields.list("alert_relabel_configs"));
        problems.throwIfAny();
        return new Routing(route, inhibitions, receivers, intervals, relabellings);
    }

    /** What routes may refer to. */
    record Names(Set<String> receivers, Set<String> timeIntervals) {}

    private static YamlNode document(String text) {
        try {
            return YamlReader.read(text, LIMITS).orElse(new YamlNode.Scalar("", true, 1, 1));
        } catch (YamlException e) {
            throw new RuleFileException(List.of(new RuleProblem(new Place(e.line(), e.column()), e.problem())));
        }
    }

    private Inhibition inhibition(YamlNode node) {
        Fields fields = Fields.of(node, INHIBITION, problems);
        List<AlertMatcher> source = parts.matchers(fields, "source_matchers");
        List<AlertMatcher> target = parts.matchers(fields, "target_matchers");
        if (source.isEmpty() || target.isEmpty()) {
            problems.at(node, "an inhibition needs source_matchers and target_matchers");
        }
        List<String> equal = parts.labels(fields, "equal").stream()
                .filter(label -> !label.equals(TenantId.LABEL))
                .toList();
        return new Inhibition(source, target, equal);
    }
}
