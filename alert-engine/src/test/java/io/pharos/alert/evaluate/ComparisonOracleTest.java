package io.pharos.alert.evaluate;

import io.pharos.alert.Promtool;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself, through promtool's unit tests, says which series pass {@code E op number}; we must say the same. */
class ComparisonOracleTest {
    private static final List<String> VALUES =
            List.of("0", "-0", "1", "-1", "0.1", "1e300", "-1e300", "Inf", "-Inf", "NaN", "5", "0.30000000000000004");
    private static final List<String> THRESHOLDS = List.of("0", "-0", "1", "-1", "0.3", "Inf", "-Inf", "NaN", "5");
    private static final List<String> OPERATORS = List.of("==", "!=", ">", "<", ">=", "<=");

    @Test
    void hoistedIsAsUnhoisted(@TempDir Path folder) throws IOException {
        StringBuilder test = new StringBuilder("tests:\n  - interval: 1m\n    input_series:\n");
        for (int i = 0; i < VALUES.size(); i++) {
            test.append("      - {series: 'm{i=\"" + i + "\"}', values: '" + VALUES.get(i) + "'}\n");
        }
        // A series that ended, and one that was never there, pass nothing.
        test.append("      - {series: 'm{i=\"stale\"}', values: '1 stale'}\n    promql_expr_test:\n");
        queries().forEach(query -> expect(test, query));
        Path file = Files.writeString(folder.resolve("test.yml"), test);
        Promtool.accepts("test", "rules", file.toString());
    }

    private static List<String> queries() {
        List<String> queries = new ArrayList<>();
        for (String op : OPERATORS) {
            for (String threshold : THRESHOLDS) {
                queries.add("m " + op + " " + threshold);
                queries.add(threshold + " " + op + " m");
            }
        }
        return queries;
    }

    /** The names of what passes are counted, since promtool takes no NaN for equal to another. */
    private static void expect(StringBuilder test, String query) {
        Hoisting.Hoisted hoisted = Hoisting.of(HoistingTest.parse(query)).orElseThrow();
        test.append("      - expr: 'count by (i, __name__) (" + query
                + ")'\n        eval_time: 1m\n        exp_samples:\n");
        for (Sample sample : hoisted.comparison().filter(samples())) {
            test.append("          - {labels: 'm{i=\"" + sample.labels().get("i") + "\"}', value: 1}\n");
        }
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < VALUES.size(); i++) {
            String value = VALUES.get(i).replace("Inf", "Infinity");
            Labels labels = Labels.of(Map.of(Labels.METRIC_NAME, "m", "i", Integer.toString(i)));
            samples.add(new Sample.Number(labels, Double.parseDouble(value)));
        }
        samples.add(new Sample.Histogram(Labels.of(Map.of("i", "histogram"))));
        return samples;
    }
}
