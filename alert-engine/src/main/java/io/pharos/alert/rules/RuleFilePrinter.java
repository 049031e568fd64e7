package io.pharos.alert.rules;

import io.pharos.model.PrometheusDuration;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes rule files, one canonical text for equal rules. What is written for a target, that target's tools accept. */
public final class RuleFilePrinter {
    /** Who is going to read the file. */
    public enum Target {
        /** Everything that we know. */
        PHAROS,
        /** Prometheus 3 and its promtool: no fields of vmalert's. */
        PROMETHEUS_3,
        /** Prometheus 2: labels of a group go into its rules, and the query offset, unknown there, is left out. */
        PROMETHEUS_2
    }

    private final StringBuilder out = new StringBuilder();
    private final Target target;

    private RuleFilePrinter(Target target) {
        this.target = target;
    }

    public static String print(RuleFile file, Target target) {
        RuleFilePrinter printer = new RuleFilePrinter(target);
        printer.file(file);
        return printer.out.toString();
    }

    /** One group alone, as the ruler API returns it. */
    public static String print(RuleGroup group) {
        RuleFilePrinter printer = new RuleFilePrinter(Target.PHAROS);
        printer.group(group, "", "");
        return printer.out.toString();
    }

    /** Groups by namespace, as the ruler API returns all rules. */
    public static String printNamespaces(SortedMap<String, RuleFile> files) {
        if (files.isEmpty()) {
            return "{}\n";
        }
        RuleFilePrinter printer = new RuleFilePrinter(Target.PHAROS);
        files.forEach(printer::namespace);
        return printer.out.toString();
    }

    /** The same of one namespace. */
    public static String printNamespace(String name, RuleFile file) {
        RuleFilePrinter printer = new RuleFilePrinter(Target.PHAROS);
        printer.namespace(name, file);
        return printer.out.toString();
    }

    private void namespace(String name, RuleFile file) {
        out.append(YamlText.key(name)).append(file.groups().isEmpty() ? ": []\n" : ":\n");
        file.groups().forEach(group -> group(group, "  - ", "    "));
    }

    private void file(RuleFile file) {
        out.append(file.groups().isEmpty() ? "groups: []\n" : "groups:\n");
        file.groups().forEach(group -> group(group, "  - ", "    "));
    }

    private void group(RuleGroup group, String first, String indent) {
        field(first, "name", group.name());
        duration(indent, "interval", group.interval() == null ? Duration.ZERO : group.interval());
        if (target != Target.PROMETHEUS_2 && group.queryOffset() != null) {
            plain(indent, "query_offset", PrometheusDuration.print(group.queryOffset()));
        }
        if (group.limit() > 0) {
            plain(indent, "limit", Integer.toString(group.limit()));
        }
        extensions(group, indent);
        if (target != Target.PROMETHEUS_2) {
            texts(indent, "labels", group.labels());
        }
        out.append(indent).append(group.rules().isEmpty() ? "rules: []\n" : "rules:\n");
        group.rules().forEach(rule -> rule(rule, group, indent));
    }

    private void extensions(RuleGroup group, String indent) {
        if (target != Target.PHAROS) {
            return;
        }
        if (group.evalOffset() != null) {
            plain(indent, "eval_offset", PrometheusDuration.print(group.evalOffset()));
        }
        if (group.concurrency() > 1) {
            plain(indent, "concurrency", Integer.toString(group.concurrency()));
        }
    }

    private void rule(Rule rule, RuleGroup group, String outer) {
        String first = outer + "  - ";
        String indent = outer + "    ";
        field(first, rule instanceof Rule.Alerting ? "alert" : "record", rule.name());
        field(indent, "expr", rule.expression().text());
        if (rule instanceof Rule.Alerting alert) {
            duration(indent, "for", alert.hold());
            duration(indent, "keep_firing_for", alert.keepFiringFor());
        }
        texts(indent, "labels", target == Target.PROMETHEUS_2 ? withGroups(rule, group) : rule.labels());
        if (rule instanceof Rule.Alerting alert) {
            texts(indent, "annotations", alert.annotations());
        }
    }

    private static SortedMap<String, String> withGroups(Rule rule, RuleGroup group) {
        SortedMap<String, String> labels = new TreeMap<>(group.labels());
        labels.putAll(rule.labels());
        return labels;
    }

    private void duration(String indent, String name, Duration value) {
        if (!value.isZero()) {
            plain(indent, name, PrometheusDuration.print(value));
        }
    }

    private void texts(String indent, String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            out.append(indent).append(name).append(":\n");
            texts.forEach((key, value) -> field(indent + "  ", YamlText.key(key), value));
        }
    }

    private void field(String indent, String name, String value) {
        plain(indent, name, YamlText.of(value, indent.length() + 2));
    }

    private void plain(String indent, String name, String value) {
        out.append(indent).append(name).append(": ").append(value).append('\n');
    }
}
