package io.pharos.alert.routing;

import com.google.re2j.Pattern;
import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.wire.relabel.RelabelAction;
import io.pharos.wire.relabel.RelabelStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads steps of relabelling as Prometheus's configuration writes them. */
final class RelabelReader {
    private static final Set<String> FIELDS =
            Set.of("source_labels", "separator", "regex", "modulus", "target_label", "replacement", "action");

    private final Problems problems;
    private final RoutingFields parts;

    RelabelReader(Problems problems) {
        this.problems = problems;
        this.parts = new RoutingFields(problems);
    }

    List<RelabelStep> read(List<YamlNode> nodes) {
        return nodes.stream().flatMap(node -> step(node).stream()).toList();
    }

    private Optional<RelabelStep> step(YamlNode node) {
        Fields fields = Fields.of(node, FIELDS, problems);
        RelabelAction action = action(fields);
        if (action.needsTarget() && fields.text("target_label").isEmpty()) {
            problems.at(node, "the action " + action.word() + " needs a target_label");
        }
        int modulus = fields.count("modulus", 0);
        if (action == RelabelAction.HASHMOD && modulus == 0) {
            problems.at(node, "the action hashmod needs a modulus");
        }
        List<String> sources =
                parts.texts(fields, "source_labels").stream().map(Scalar::text).toList();
        return regex(fields)
                .map(regex -> new RelabelStep(
                        action,
                        sources,
                        given(fields, "separator", RelabelStep.STANDARD_SEPARATOR),
                        regex,
                        modulus,
                        fields.text("target_label"),
                        given(fields, "replacement", RelabelStep.STANDARD_REPLACEMENT)));
    }

    private RelabelAction action(Fields fields) {
        String word = given(fields, "action", RelabelAction.REPLACE.word());
        return RelabelAction.parse(word).orElseGet(() -> {
            problems.at(fields.place("action"), "there is no action \"" + word + "\"");
            return RelabelAction.REPLACE;
        });
    }

    private Optional<Pattern> regex(Fields fields) {
        Optional<Pattern> regex = RelabelStep.regex(given(fields, "regex", RelabelStep.STANDARD_REGEX));
        if (regex.isEmpty()) {
            problems.at(fields.place("regex"), "not an expression of RE2");
        }
        return regex;
    }

    private static String given(Fields fields, String name, String otherwise) {
        return fields.has(name) ? fields.text(name) : otherwise;
    }
}
