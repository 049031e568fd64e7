package io.pharos.alert.rules;

import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.alert.series.Labels;
import io.pharos.alert.template.Template;
import io.pharos.alert.template.syntax.TemplateSyntaxException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks labels and annotations, and takes their texts. */
final class LabelRules {
    private final Set<String> platformLabels;
    private final Problems problems;

    LabelRules(Set<String> platformLabels, Problems problems) {
        this.platformLabels = platformLabels;
        this.problems = problems;
    }

    /** Labels as they are written, of a recording rule. */
    SortedMap<String, String> labels(SortedMap<String, Scalar> labels) {
        labels.forEach(this::checkName);
        return texts(labels);
    }

    /** Labels of an alert, or of a group that may hold alerts: their values are templates. */
    SortedMap<String, String> templatedLabels(SortedMap<String, Scalar> labels) {
        labels.forEach(this::checkName);
        labels.forEach((name, value) -> checkTemplate("label", name, value));
        return texts(labels);
    }

    SortedMap<String, String> annotations(SortedMap<String, Scalar> annotations) {
        annotations.forEach((name, value) -> {
            if (name.isEmpty()) {
                problems.at(value, "invalid annotation name: \"\"");
            }
            checkTemplate("annotation", name, value);
        });
        return texts(annotations);
    }

    private void checkName(String name, Scalar value) {
        if (name.isEmpty() || name.equals(Labels.METRIC_NAME)) {
            problems.at(value, "invalid label name: \"" + name + "\"");
        }
        if (platformLabels.contains(name)) {
            problems.at(value, "label " + name + " is set by the platform: take it out of the rule");
        }
    }

    private void checkTemplate(String kind, String name, Scalar value) {
        try {
            Template.parse(value.text());
        } catch (TemplateSyntaxException e) {
            problems.at(
                    value,
                    kind + " \"" + name + "\": bad template at character " + (e.position() + 1) + ": "
                            + e.getMessage());
        }
    }

    private static SortedMap<String, String> texts(SortedMap<String, Scalar> values) {
        SortedMap<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }
}
