package io.pharos.alert.rules;

import io.pharos.alert.rules.yaml.YamlException;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlReader;
import io.pharos.model.PrometheusDuration;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads rule files as strictly as Prometheus does ({@code model/rulefmt}), with vmalert's {@code eval_offset} and
 * {@code concurrency} besides, and refuses what a tenant must not do. Refuses with a {@link RuleFileException} that
 * holds everything found, and throws nothing else, whatever the text is.
 */
public final class RuleFileParser {
    private static final Set<String> FILE_FIELDS = Set.of("groups");
    private static final Set<String> GROUP_FIELDS =
            Set.of("name", "interval", "query_offset", "limit", "labels", "rules", "eval_offset", "concurrency");

    private final Problems problems = new Problems();
    private final RuleReader rules;
    private final RuleLimits limits;

    private RuleFileParser(TenantId tenant, RuleLimits limits) {
        this.rules = new RuleReader(tenant, limits.platformLabels(), problems);
        this.limits = limits;
    }

    /** A file: {@code groups:} and a list. */
    public static RuleFile parse(TenantId tenant, String text, RuleLimits limits) {
        RuleFileParser parser = new RuleFileParser(tenant, limits);
        RuleFile file = parser.document(text).map(parser::file).orElse(new RuleFile(List.of()));
        parser.problems.throwIfAny();
        return file;
    }

    /** One group alone, which is the body of the ruler API. */
    public static RuleGroup parseGroup(TenantId tenant, String text, RuleLimits limits) {
        RuleFileParser parser = new RuleFileParser(tenant, limits);
        YamlNode nothing = new YamlNode.Scalar("", true, 1, 1);
        RuleGroup group = parser.group(parser.document(text).orElse(nothing));
        parser.problems.throwIfAny();
        return group;
    }

    /** Groups by namespace: a mapping from names to lists of groups, which is the ruler API's form of all rules. */
    public static SortedMap<String, RuleFile> parseNamespaces(TenantId tenant, String text, RuleLimits limits) {
        RuleFileParser parser = new RuleFileParser(tenant, limits);
        SortedMap<String, RuleFile> files = new TreeMap<>();
        parser.document(text).ifPresent(root -> parser.namespaces(root, files));
        parser.problems.throwIfAny();
        return files;
    }

    private void namespaces(YamlNode root, SortedMap<String, RuleFile> files) {
        if (!(root instanceof YamlNode.Mapping mapping)) {
            problems.at(root, "expected a mapping from namespaces to groups, found " + root.described());
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            if (!(entry.value() instanceof YamlNode.Sequence list)) {
                problems.at(
                        entry.value(),
                        "expected a list of groups, found " + entry.value().described());
            } else if (files.putIfAbsent(name, new RuleFile(groups(list.items()))) != null) {
                problems.at(entry.key(), name + " is there twice");
            }
        }
    }

    private Optional<YamlNode> document(String text) {
        try {
            return YamlReader.read(text, limits.yaml());
        } catch (YamlException e) {
            throw new RuleFileException(List.of(new RuleProblem(new Place(e.line(), e.column()), e.problem())));
        }
    }

    private RuleFile file(YamlNode root) {
        if (root instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            return new RuleFile(List.of());
        }
        Fields fields = Fields.of(root, FILE_FIELDS, problems);
        List<YamlNode> nodes = fields.list("groups");
        if (limits.maxRuleGroups() > 0 && nodes.size() > limits.maxRuleGroups()) {
            problems.at(fields.place("groups"), "more than " + limits.maxRuleGroups() + " groups");
            return new RuleFile(List.of());
        }
        return new RuleFile(groups(nodes));
    }

    private List<RuleGroup> groups(List<YamlNode> nodes) {
        List<RuleGroup> groups = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode node : nodes) {
            RuleGroup group = group(node);
            groups.add(group);
            if (!group.name().isEmpty() && !names.add(group.name())) {
                problems.at(node, "groupname: \"" + group.name() + "\" is repeated in the same file");
            }
        }
        return groups;
    }

    private RuleGroup group(YamlNode node) {
        Fields fields = Fields.of(node, GROUP_FIELDS, problems);
        if (fields.text("name").isEmpty()) {
            problems.at(fields.place("name"), "Groupname must not be empty");
        }
        return new RuleGroup(
                fields.text("name"),
                interval(fields),
                fields.duration("query_offset").orElse(null),
                fields.count("limit", 0),
                new LabelRules(limits.platformLabels(), problems).templatedLabels(fields.texts("labels")),
                fields.signedDuration("eval_offset").orElse(null),
                Math.max(1, fields.count("concurrency", 1)),
                rules(fields));
    }

    private @Nullable Duration interval(Fields fields) {
        Duration interval = fields.duration("interval").orElse(Duration.ZERO);
        if (interval.isZero()) {
            return null;
        }
        if (interval.compareTo(limits.minInterval()) < 0) {
            problems.at(
                    fields.place("interval"),
                    "interval is below the minimum of " + PrometheusDuration.print(limits.minInterval()));
        }
        return interval;
    }

    private List<Rule> rules(Fields fields) {
        List<YamlNode> nodes = fields.list("rules");
        if (limits.maxRulesPerRuleGroup() > 0 && nodes.size() > limits.maxRulesPerRuleGroup()) {
            problems.at(fields.place("rules"), "more than " + limits.maxRulesPerRuleGroup() + " rules in a group");
            return List.of();
        }
        return nodes.stream().flatMap(node -> rules.read(node).stream()).toList();
    }
}
