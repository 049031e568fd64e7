package io.pharos.alert.view;

import com.google.re2j.Pattern;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.LabelMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rules are wanted: the filters of Prometheus's {@code /api/v1/rules}; those of one kind are alternatives, those
 * of several hold together. {@code match[]} looks at the rule's own labels.
 */
record RuleFilter(
        String type,
        Set<String> names,
        Set<String> groups,
        Set<String> files,
        List<List<LabelMatcher>> matches,
        boolean withoutAlerts) {
    static RuleFilter of(
            String type,
            List<String> names,
            List<String> groups,
            List<String> files,
            List<String> matches,
            boolean withoutAlerts) {
        String wanted = switch (type) {
            case "" -> "";
            case "alert" -> RuleJson.ALERTING;
            case "record" -> RuleJson.RECORDING;
            default ->
                throw Problem.of(
                        Kind.MALFORMED,
                        "alerts.malformed-filter",
                        "invalid parameter \"type\": not supported value \"" + type + "\"");
        };
        return new RuleFilter(
                wanted,
                Set.copyOf(names),
                Set.copyOf(groups),
                Set.copyOf(files),
                matches.stream().map(RuleFilter::matchers).toList(),
                withoutAlerts);
    }

    private static List<LabelMatcher> matchers(String selector) {
        try {
            return PromqlParser.parseSelector(selector, ParserOptions.everything())
                    .matchers();
        } catch (PromqlException e) {
            throw Problem.of(
                    Kind.MALFORMED, "alerts.malformed-filter", "invalid parameter \"match[]\": " + e.getMessage());
        }
    }

    /** The groups with what is wanted of their rules; a group of which nothing is left is left out. */
    List<GroupJson> filter(List<GroupJson> all) {
        boolean everything = type.isEmpty() && names.isEmpty() && matches.isEmpty();
        Stream<GroupJson> some = all.stream()
                .filter(group -> groups.isEmpty() || groups.contains(group.name()))
                .filter(group -> files.isEmpty() || files.contains(group.file()));
        return some.map(group -> group.with(rules(group)))
                .filter(group -> everything || !group.rules().isEmpty())
                .toList();
    }

    private List<RuleJson> rules(GroupJson group) {
        return group.rules().stream()
                .filter(rule -> type.isEmpty() || type.equals(rule.type()))
                .filter(rule -> names.isEmpty() || names.contains(rule.name()))
                .filter(rule -> matches.isEmpty() || matches.stream().anyMatch(all -> matches(all, rule.labels())))
                .map(rule -> withoutAlerts ? rule.withoutAlerts() : rule)
                .toList();
    }

    private static boolean matches(List<LabelMatcher> matchers, Map<String, String> labels) {
        return matchers.stream().allMatch(matcher -> matches(matcher, labels.getOrDefault(matcher.name(), "")));
    }

    private static boolean matches(LabelMatcher matcher, String value) {
        return switch (matcher.op()) {
            case EQUAL -> matcher.value().equals(value);
            case NOT_EQUAL -> !matcher.value().equals(value);
            case REGEX -> Pattern.matches(matcher.value(), value);
            case NOT_REGEX -> !Pattern.matches(matcher.value(), value);
        };
    }
}
