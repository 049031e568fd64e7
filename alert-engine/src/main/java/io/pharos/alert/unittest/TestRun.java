package io.pharos.alert.unittest;

import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.unittest.TestFile.AlertTest;
import io.pharos.alert.unittest.TestFile.ExpectedAlert;
import io.pharos.alert.unittest.TestFile.ExpectedSample;
import io.pharos.alert.unittest.TestFile.QueryTest;
import io.pharos.alert.unittest.ThrowawayTsdb.Refused;
import io.pharos.model.PrometheusDuration;
import io.pharos.promql.series.SequenceValue;
import io.pharos.promql.series.SeriesDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One group of tests, run as {@code cmd/promtool/unittest.go} runs it: all rules at each interval, then what is expected. */
final class TestRun {
    private final TestFile file;
    private final TestFile.Group test;
    private final ThrowawayTsdb tsdb;
    private final List<TestedRule> rules;
    private final List<String> failures = new ArrayList<>();

    TestRun(TestFile file, TestFile.Group test, List<RuleGroup> groups, ThrowawayTsdb tsdb) {
        this.file = file;
        this.test = test;
        this.tsdb = tsdb;
        this.rules = groups.stream()
                .flatMap(group -> group.rules().stream().map(rule -> TestedRule.of(group, rule, file.interval(), test)))
                .toList();
    }

    /** The rules as they were left. */
    List<TestedRule> rules() {
        return rules;
    }

    /** Runs it; returns all that is not as expected. */
    List<String> run() {
        List<AlertTest> due = new ArrayList<>(test.alertTests());
        due.sort(Comparator.comparing(AlertTest::at));
        @Nullable Instant loaded = null;
        for (Instant now = test.start(); !now.isAfter(test.end()); now = now.plus(file.interval())) {
            tsdb.write(input(loaded, now));
            loaded = now;
            if (!evaluate(now)) {
                return failures;
            }
            Instant next = now.plus(file.interval());
            while (!due.isEmpty() && test.start().plus(due.getFirst().at()).isBefore(next)) {
                check(due.removeFirst());
            }
        }
        // As promtool has it, series that come after the last evaluation are not there yet.
        test.queryTests().forEach(this::check);
        return failures;
    }

    /** The input after one moment and up to another, by time; null for all before. */
    private List<Point> input(@Nullable Instant after, Instant upTo) {
        List<Point> points = new ArrayList<>();
        for (SeriesDescription series : test.series()) {
            Labels labels = Labels.of(series.labels());
            for (int i = 0; i < series.values().size(); i++) {
                Instant at = test.start().plus(test.interval().multipliedBy(i));
                boolean due = !at.isAfter(upTo) && (after == null || at.isAfter(after));
                if (due && series.values().get(i) instanceof SequenceValue.Sample sample) {
                    points.add(new Point(labels, at, sample.value()));
                }
            }
        }
        points.sort(Comparator.comparing(Point::at));
        return points;
    }

    private boolean evaluate(Instant now) {
        boolean good = true;
        for (TestedRule rule : rules) {
            Optional<String> error = rule.evaluate(tsdb, now);
            if (error.isPresent()) {
                good = false;
                failures.add("rule: " + rule.rule().name() + ", time: "
                        + PrometheusDuration.print(Duration.between(test.start(), now)) + ", err: " + error.get());
            }
        }
        return good;
    }

    private void check(AlertTest expectation) {
        List<String> got = new ArrayList<>();
        for (TestedRule rule : rules) {
            if (rule instanceof TestedRule.Alerting alert && rule.rule().name().equals(expectation.alert())) {
                alert.firing().forEach(firing -> got.add(described(firing)));
            }
        }
        List<String> expected =
                expectation.expected().stream().map(TestRun::described).toList();
        differ("alertname: " + expectation.alert(), expectation.at(), expected, got);
    }

    private void check(QueryTest expectation) {
        Instant at = test.start().plus(expectation.at());
        try {
            List<Sample> got = new ArrayList<>(tsdb.query(expectation.query(), at));
            if (!agree(new ArrayList<>(expectation.expected()), got)) {
                differ(
                        "expr: \"" + expectation.query() + "\"",
                        expectation.at(),
                        expectation.expected().stream()
                                .map(e -> e.labels() + " " + e.value())
                                .toList(),
                        got.stream().map(TestRun::described).toList());
            }
        } catch (Refused e) {
            failures.add("expr: \"" + expectation.query() + "\", time: " + PrometheusDuration.print(expectation.at())
                    + ", err: " + e.getMessage());
        }
    }

    private boolean agree(List<ExpectedSample> expected, List<Sample> got) {
        if (expected.size() != got.size()) {
            return false;
        }
        expected.sort(Comparator.comparing(ExpectedSample::labels));
        got.sort(Comparator.comparing(Sample::labels));
        for (int i = 0; i < got.size(); i++) {
            boolean same = got.get(i) instanceof Sample.Number number
                    && number.labels().equals(expected.get(i).labels())
                    && equal(number.value(), expected.get(i).value());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Equal, or with fuzzy_compare the next number to it. */
    private boolean equal(double a, double b) {
        boolean near = file.fuzzy() && (Math.nextUp(a) == b || Math.nextDown(a) == b);
        return a == b || near || Double.isNaN(a) && Double.isNaN(b);
    }

    private void differ(String what, Duration at, Collection<String> expected, Collection<String> got) {
        List<String> wanted = expected.stream().sorted().toList();
        List<String> found = got.stream().sorted().toList();
        if (!wanted.equals(found)) {
            failures.add(what + ", time: " + PrometheusDuration.print(at) + ",\n        exp:" + lines(wanted)
                    + ",\n        got:" + lines(found));
        }
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "[]" : "[\n            " + String.join("\n            ", items) + "\n        ]";
    }

    private static String described(ActiveAlert alert) {
        return described(alert.labels(), alert.annotations());
    }

    private static String described(ExpectedAlert alert) {
        return described(alert.labels(), alert.annotations());
    }

    private static String described(Labels labels, SortedMap<String, String> annotations) {
        return "Labels:" + labels + " Annotations:" + new TreeMap<>(annotations);
    }

    private static String described(Sample sample) {
        return switch (sample) {
            case Sample.Number number -> number.labels() + " " + number.value();
            case Sample.Histogram histogram -> histogram.labels() + " a native histogram";
        };
    }
}
