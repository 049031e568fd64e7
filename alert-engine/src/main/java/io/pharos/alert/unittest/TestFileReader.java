package io.pharos.alert.unittest;

import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Place;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.rules.RuleProblem;
import io.pharos.alert.rules.yaml.YamlException;
import io.pharos.alert.rules.yaml.YamlLimits;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.alert.rules.yaml.YamlReader;
import io.pharos.alert.series.Labels;
import io.pharos.alert.unittest.TestFile.AlertTest;
import io.pharos.alert.unittest.TestFile.ExpectedAlert;
import io.pharos.alert.unittest.TestFile.ExpectedSample;
import io.pharos.alert.unittest.TestFile.Group;
import io.pharos.alert.unittest.TestFile.QueryTest;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.series.SequenceValue;
import io.pharos.promql.series.SeriesDescription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads test files strictly; refuses with a {@link RuleFileException} that holds all that is wrong, with its place. */
final class TestFileReader {
    private static final YamlLimits LIMITS = new YamlLimits(16 * 1024 * 1024, 20, 1_000, 4_000_000);
    private static final Duration STANDARD_INTERVAL = Duration.ofMinutes(1);
    private static final ParserOptions OPTIONS = ParserOptions.everything().withMaxLength(1024 * 1024);
    private static final Set<String> FILE =
            Set.of("rule_files", "evaluation_interval", "fuzzy_compare", "group_eval_order", "tests");
    private static final Set<String> GROUP = Set.of(
            "name",
            "interval",
            "start_timestamp",
            "input_series",
            "alert_rule_test",
            "promql_expr_test",
            "external_labels",
            "external_url");

    private final Problems problems = new Problems();

    private TestFileReader() {}

    static TestFile read(String text) {
        TestFileReader reader = new TestFileReader();
        TestFile file = reader.file(document(text));
        reader.problems.throwIfAny();
        return file;
    }

    private static YamlNode document(String text) {
        try {
            return YamlReader.read(text, LIMITS).orElse(new Scalar("", true, 1, 1));
        } catch (YamlException e) {
            throw new RuleFileException(List.of(new RuleProblem(new Place(e.line(), e.column()), e.problem())));
        }
    }

    private TestFile file(YamlNode root) {
        Fields fields = Fields.of(root, FILE, problems);
        Duration given = fields.duration("evaluation_interval").orElse(Duration.ZERO);
        Duration interval = given.isZero() ? STANDARD_INTERVAL : given;
        return new TestFile(
                texts(fields, "rule_files"),
                interval,
                fields.flag("fuzzy_compare", false),
                texts(fields, "group_eval_order"),
                fields.list("tests").stream().map(node -> group(node, interval)).toList());
    }

    private Group group(YamlNode node, Duration otherwise) {
        Fields fields = Fields.of(node, GROUP, problems);
        Duration interval = fields.duration("interval").orElse(Duration.ZERO);
        return new Group(
                fields.text("name"),
                interval.isZero() ? otherwise : interval,
                start(fields),
                fields.list("input_series").stream().map(this::series).toList(),
                fields.list("alert_rule_test").stream().map(this::alertTest).toList(),
                fields.list("promql_expr_test").stream().map(this::queryTest).toList(),
                Labels.of(plain(fields.texts("external_labels"))),
                URI.create(fields.text("external_url")));
    }

    private Instant start(Fields fields) {
        String text = fields.text("start_timestamp");
        try {
            return text.isEmpty()
                    ? Instant.EPOCH
                    : text.matches("-?[0-9.]+")
                            ? Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1_000))
                            : OffsetDateTime.parse(text).toInstant();
        } catch (RuntimeException e) {
            problems.at(fields.place("start_timestamp"), "start_timestamp is seconds since 1970, or as RFC 3339 says");
            return Instant.EPOCH;
        }
    }

    private SeriesDescription series(YamlNode node) {
        Fields fields = Fields.of(node, Set.of("series", "values"), problems);
        try {
            SeriesDescription series =
                    PromqlParser.parseSeries(fields.text("series") + " " + fields.text("values"), OPTIONS);
            if (series.values().stream().anyMatch(value -> value instanceof SequenceValue.Histogram)) {
                problems.at(fields.place("values"), "native histograms are not supported in tests here");
            }
            return series;
        } catch (PromqlException e) {
            problems.at(fields.place("values"), String.valueOf(e.getMessage()));
            return new SeriesDescription(new TreeMap<>(), List.of());
        }
    }

    private AlertTest alertTest(YamlNode node) {
        Fields fields = Fields.of(node, Set.of("eval_time", "alertname", "exp_alerts"), problems);
        String alert = fields.text("alertname");
        if (alert.isEmpty()) {
            problems.at(node, "an item under alert_rule_test misses required attribute alertname");
        }
        return new AlertTest(
                fields.duration("eval_time").orElse(Duration.ZERO),
                alert,
                fields.list("exp_alerts").stream().map(n -> alert(n, alert)).toList());
    }

    private ExpectedAlert alert(YamlNode node, String name) {
        Fields fields = Fields.of(node, Set.of("exp_labels", "exp_annotations"), problems);
        SortedMap<String, String> labels = plain(fields.texts("exp_labels"));
        labels.put("alertname", name);
        return new ExpectedAlert(Labels.of(labels), plain(fields.texts("exp_annotations")));
    }

    private QueryTest queryTest(YamlNode node) {
        Fields fields = Fields.of(node, Set.of("expr", "eval_time", "exp_samples"), problems);
        return new QueryTest(
                fields.text("expr"),
                fields.duration("eval_time").orElse(Duration.ZERO),
                fields.list("exp_samples").stream().map(this::sample).toList());
    }

    private ExpectedSample sample(YamlNode node) {
        Fields fields = Fields.of(node, Set.of("labels", "value", "histogram"), problems);
        if (fields.has("histogram")) {
            problems.at(node, "native histograms are not supported in tests here");
        }
        String labels = fields.text("labels");
        return new ExpectedSample(labels.isEmpty() ? Labels.NONE : labels(fields, labels), number(fields));
    }

    private Labels labels(Fields fields, String text) {
        try {
            return Labels.of(PromqlParser.parseSelector(text, OPTIONS).matchers().stream()
                    .collect(Collectors.toMap(m -> m.name(), m -> m.value(), (a, b) -> b)));
        } catch (PromqlException e) {
            problems.at(fields.place("labels"), String.valueOf(e.getMessage()));
            return Labels.NONE;
        }
    }

    private double number(Fields fields) {
        String text = fields.text("value");
        try {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "" -> 0;
                case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
                case "-.inf" -> Double.NEGATIVE_INFINITY;
                case ".nan" -> Double.NaN;
                default ->
                    Double.parseDouble(text.replaceAll("[a-df-zA-DF-Z]", "?").replace("_", ""));
            };
        } catch (NumberFormatException e) {
            problems.at(fields.place("value"), "not a number: \"" + text + "\"");
            return 0;
        }
    }

    private List<String> texts(Fields fields, String name) {
        return fields.list(name).stream()
                .map(node -> node instanceof Scalar scalar ? scalar.text() : "")
                .toList();
    }

    private static SortedMap<String, String> plain(Map<String, Scalar> texts) {
        SortedMap<String, String> plain = new TreeMap<>();
        texts.forEach((name, text) -> plain.put(name, text.text()));
        return plain;
    }
}
