package io.pharos.alert.run;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules, and the data that they watch, at any speed.
 *
 * @param groups the YAML of a group each; its first rule records {@code probe_NAME}, which tells when it was evaluated
 * @param recorded recorded series that are compared besides those of alerts
 * @param calm what there is to watch until somebody listens: nothing fires
 */
record Scenario(
        List<String> groups,
        Duration interval,
        Duration resend,
        List<String> recorded,
        Function<Instant, Data> calm,
        Function<Instant, Data> data) {
    /** So far ahead of time the calm is written. */
    static final Duration LEAD = Duration.ofSeconds(4);

    /** What there is to watch from a start on; nothing of it comes late. */
    @FunctionalInterface
    interface Data {
        /** What lies between the last call's time and this one. */
        List<Point> until(Instant end);
    }

    private static final Pattern TIMES = Pattern.compile("<([0-9.]+)>");

    private static final String FAULTS = """
        name: faults
        interval: <1>
        rules:
          - {record: probe_faults, expr: vector(1)}
          - {record: 'oracle:sum', expr: sum by (job) (oracle_m)}
          - {alert: NoFor, expr: oracle_m > 5, annotations: {value: '{{ $value }} of {{ $labels.instance | toUpper }}'}}
          - {alert: Held, expr: oracle_m > 5, for: <4>, labels: {severity: '{{ if gt $value 7.0 }}high{{ else }}low{{ end }}'}}
          - {alert: Kept, expr: oracle_m > 8, keep_firing_for: <8>}
          - {alert: HeldAndKept, expr: oracle_m > 7, for: <2>, keep_firing_for: <3>}
          - {alert: Chained, expr: 'oracle:sum > 20', for: <2>, annotations: {summary: '{{ $value | humanize }}'}}
          - {alert: Gone, expr: 'absent(oracle_m{instance="i3"})', for: <2>}
          - {alert: Jumped, expr: 'changes(oracle_m[<12>]) > 2', labels: {team: a}}
          - {alert: Follows, expr: 'count(ALERTS{alertname="NoFor",alertstate="firing"}) > 1'}
        """;

    /** The four families of the Alert Generator Compliance Specification 1.0, in units of half an interval. */
    private static final List<String> FAMILIES = List.of("""
        name: PendingFiringResolved
        interval: <1>
        rules:
          - {record: probe_PendingFiringResolved, expr: vector(1)}
          - alert: Simple
            expr: compliance_m{alertname="Simple"} > 10
            for: <12>
            labels: {foo: bar, rulegroup: PendingFiringResolved}
            annotations: {description: Simple is firing, summary: 'The value is {{$value}} {{.Value}}'}
        """, """
        name: PendingResolved
        interval: <1>
        rules:
          - {record: probe_PendingResolved, expr: vector(1)}
          - alert: Pending
            expr: compliance_m{alertname="Pending"} > 10
            for: <6>
            labels: {foo: bar, rulegroup: PendingResolved}
            annotations: {description: This never fires}
          - alert: Inactive
            expr: compliance_m{alertname="Inactive"} > 99
            for: <6>
            labels: {ba_dum: tss, rulegroup: PendingResolved}
        """, """
        name: ZeroForSmallFor
        interval: <1>
        rules:
          - {record: probe_ZeroForSmallFor, expr: vector(1)}
          - alert: ZeroFor
            expr: compliance_m{alertname="ZeroFor"} > 10
            labels: {foo: bar, rulegroup: ZeroForSmallFor}
            annotations:
              queried: >-
                {{ define "t" }}Args are: {{.arg0}} {{.arg1}} {{.arg2}}. {{ with query "compliance_m{for='template'}" }}first_id:{{ . | sortByLabel "id" | first | label "id"}},{{ range $v := sortByLabel "id" .}}{{ . | label "id" }}:{{ . | value }},{{end}}{{end}}{{ end }}{{ template "t" (args "foo" "bar" 99) }}
              numbers: '{{humanize 1048576}} {{humanize1024 1048576}} {{humanizeDuration 135.3563}} {{humanizePercentage 0.959}} {{humanizeTimestamp 1643114203}}'
          - alert: SmallFor
            expr: compliance_m{alertname="SmallFor"} > 13
            for: <0.5>
            labels: {ba_dum: tss, rulegroup: ZeroForSmallFor}
            annotations:
              texts: '{{title "this part"}} {{toUpper "is testing"}} {{toLower "THE STRINGS"}}. {{ stripPort "[::1]:6006"}} {{ stripPort "127.0.0.1:4004"}}. {{parseDuration "2h10m15s"}}. {{if match "[0-9]+" "1234"}}{{reReplaceAll "r.*d" "replaced" "rpld text"}}{{end}}. {{if match "[0-9]+$" "1234a"}}WRONG{{end}}.'
        """, """
        name: NewAlertsOrderCheck
        interval: <1>
        rules:
          - {record: probe_NewAlertsOrderCheck, expr: vector(1)}
          - alert: New
            expr: compliance_m{alertname="New"} > 10
            for: <6>
            labels: {foo: bar, rulegroup: NewAlertsOrderCheck}
            annotations: {description: This makes more alerts later}
          - alert: Order
            expr: (ALERTS{alertstate="firing",alertname="New",variant="one"} + ignoring(variant) ALERTS{alertstate="firing",alertname="New",variant="two"}) == 2
            labels: {ba_dum: tss, foo: baz, rulegroup: NewAlertsOrderCheck}
            annotations: {description: 'Based on ALERTS. Old alertname was {{$labels.alertname}}. foo was {{.Labels.foo}}.'}
        """);

    /** Units of the families: those of the longest, and some that show that nothing more comes. */
    private static final int FAMILY_UNITS = 160;

    /** Spikes, gaps, ends of series and returns, at random. */
    static Scenario faults(Duration interval) {
        return new Scenario(
                List.of(timed(FAULTS, interval)),
                interval,
                interval.multipliedBy(8),
                List.of("oracle:sum"),
                start -> new Faults(start, interval.dividedBy(2), () -> Faults.STAYS),
                start -> new Faults(start, interval.dividedBy(2), dice(new Random(11))));
    }

    /** The specification's series for its four families; its own speed is an interval of 30 s. */
    static Scenario families(Duration interval) {
        return new Scenario(
                FAMILIES.stream().map(group -> timed(group, interval)).toList(),
                interval,
                interval.multipliedBy(2),
                List.of(),
                start -> end -> List.of(),
                start -> new Families(start, interval.dividedBy(2)));
    }

    /** How long the families take. */
    static Duration lengthOfFamilies(Duration interval) {
        return interval.dividedBy(2).multipliedBy(FAMILY_UNITS).plus(LEAD);
    }

    private static IntSupplier dice(Random random) {
        return () -> random.nextInt(40);
    }

    /** Times in intervals, as Prometheus writes them. */
    private static String timed(String group, Duration interval) {
        return TIMES.matcher(group)
                .replaceAll(times -> Matcher.quoteReplacement(
                        Math.round(Double.parseDouble(times.group(1)) * interval.toMillis()) + "ms"));
    }

    private static final class Faults implements Data {
        /** The choice by which a value stays as it is; small ones change it, two end the series for a step. */
        private static final int STAYS = 39;

        private final double[] values = new double[5];
        private final Duration step;
        private final IntSupplier choices;
        private final Random random = new Random(5);
        private Instant next;

        Faults(Instant start, Duration step, IntSupplier choices) {
            this.next = start;
            this.step = step;
            this.choices = choices;
        }

        @Override
        public List<Point> until(Instant end) {
            List<Point> points = new ArrayList<>();
            for (; next.isBefore(end); next = next.plus(step)) {
                for (int i = 0; i < values.length; i++) {
                    add(points, i);
                }
            }
            return points;
        }

        private void add(List<Point> points, int i) {
            Labels labels = Labels.of(Map.of("__name__", "oracle_m", "job", "j" + i % 2, "instance", "i" + i));
            int choice = choices.getAsInt();
            values[i] = choice < 3 ? random.nextInt(12) : values[i];
            if (choice == 10) {
                points.add(Point.stale(labels, next));
            } else if (choice != 11) {
                points.add(new Point(labels, next, values[i]));
            }
        }
    }

    /** Series whose values are told by runs: a value, and for how many units. */
    private static final class Families implements Data {
        private record Run(Labels labels, int[] runs) {
            /** The value at a unit, or NaN where the series is over. */
            double at(int unit) {
                int left = unit;
                for (int i = 0; i < runs.length; i += 2) {
                    if (left < runs[i + 1]) {
                        return runs[i];
                    }
                    left -= runs[i + 1];
                }
                return Double.NaN;
            }
        }

        private static final int[] SHORT = {3, 1, 5, 3, 9, 4, 11, 11, 9, 1};
        private static final int[] TWICE = {3, 1, 5, 3, 9, 4, 15, 13, 9, 72, 11, 13, 9, 1};
        private static final List<Run> RUNS = List.of(
                run("alertname", "Simple", 3, 1, 5, 3, 9, 4, 11, 13, 15, 32, 19, 16, 9, 20, 15, 45, 8, 16),
                run("alertname", "Pending", SHORT),
                run("alertname", "Inactive", SHORT),
                run("alertname", "ZeroFor", TWICE),
                run("alertname", "SmallFor", TWICE),
                new Run(labels("alertname", "New", "variant", "one"), new int[] {1, 8, 11, 65, 9, 21}),
                new Run(labels("alertname", "New", "variant", "two"), new int[] {1, 32, 11, 33, 9, 21}),
                new Run(labels("for", "template", "id", "101"), new int[] {1, 28, 2, 201}),
                new Run(labels("for", "template", "id", "102"), new int[] {2, 28, 4, 201}),
                new Run(labels("for", "template", "id", "103"), new int[] {3, 28, 6, 201}));

        private final Instant start;
        private final Duration unit;
        private int next;

        Families(Instant start, Duration unit) {
            this.start = start;
            this.unit = unit;
        }

        private static Run run(String label, String value, int... runs) {
            return new Run(labels(label, value, "job", "compliance"), runs);
        }

        private static Labels labels(String a, String one, String b, String two) {
            return Labels.of(Map.of("__name__", "compliance_m", a, one, b, two));
        }

        @Override
        public List<Point> until(Instant end) {
            List<Point> points = new ArrayList<>();
            for (; at(next).isBefore(end); next++) {
                for (Run run : RUNS) {
                    double value = run.at(next);
                    if (!Double.isNaN(value)) {
                        points.add(new Point(run.labels(), at(next), value));
                    }
                }
            }
            return points;
        }

        private Instant at(int units) {
            return start.plus(unit.multipliedBy(units));
        }
    }
}
