package io.pharos.alert.rules;

import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.enforce.EnforcedQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule of a group. */
final class RuleReader {
    private static final Set<String> FIELDS =
            Set.of("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");
    private static final List<String> ALERTS_ONLY = List.of("annotations", "for", "keep_firing_for");
    private static final ParserOptions OPTIONS = ParserOptions.everything();

    private final TenantId tenant;
    private final Problems problems;
    private final LabelRules labels;

    RuleReader(TenantId tenant, Set<String> platformLabels, Problems problems) {
        this.tenant = tenant;
        this.problems = problems;
        this.labels = new LabelRules(platformLabels, problems);
    }

    /** The rule, or empty where it is so broken that problems were found. */
    Optional<Rule> read(YamlNode node) {
        Fields fields = Fields.of(node, FIELDS, problems);
        boolean records = !fields.text("record").isEmpty();
        boolean alerts = !fields.text("alert").isEmpty();
        if (records == alerts) {
            String what =
                    records ? "only one of 'record' and 'alert' must be set" : "one of 'record' or 'alert' must be set";
            problems.at(fields.place("record"), what);
        }
        Optional<RuleExpression> expression = expression(fields);
        return records ? expression.map(e -> recording(fields, e)) : expression.map(e -> alerting(fields, e));
    }

    private Rule recording(Fields fields, RuleExpression expression) {
        String name = fields.text("record");
        if (name.contains("{") || name.contains("}")) {
            problems.at(fields.place("record"), "braces in the recorded metric's name; are they meant for the expr?");
        }
        for (String field : ALERTS_ONLY) {
            if (fields.has(field)) {
                problems.at(fields.place(field), "invalid field '" + field + "' in recording rule");
            }
        }
        return new Rule.Recording(name, expression, labels.labels(fields.texts("labels")));
    }

    private Rule alerting(Fields fields, RuleExpression expression) {
        return new Rule.Alerting(
                fields.text("alert"),
                expression,
                fields.duration("for").orElse(Duration.ZERO),
                fields.duration("keep_firing_for").orElse(Duration.ZERO),
                labels.templatedLabels(fields.texts("labels")),
                labels.annotations(fields.texts("annotations")));
    }

    private Optional<RuleExpression> expression(Fields fields) {
        String text = fields.text("expr");
        if (text.isEmpty()) {
            problems.at(fields.place("expr"), "field 'expr' must be set in rule");
            return Optional.empty();
        }
        try {
            Expr tree = PromqlParser.parse(text, OPTIONS);
            EnforcedQuery.of(tenant, tree);
            return Optional.of(new RuleExpression(text, tree));
        } catch (PromqlException e) {
            problems.at(fields.place("expr"), "could not parse expression: " + e.getMessage());
        } catch (Problem e) {
            problems.at(fields.place("expr"), e.detail());
        }
        return Optional.empty();
    }
}
