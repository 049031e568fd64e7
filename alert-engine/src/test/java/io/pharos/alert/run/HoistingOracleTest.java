package io.pharos.alert.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.evaluate.Comparison;
import io.pharos.alert.evaluate.PlannedExpression;
import io.pharos.alert.query.Answer;
import io.pharos.alert.query.Enforcement;
import io.pharos.alert.query.InstantQueries;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import io.pharos.alert.series.Sample;
import io.pharos.alert.suite.Surroundings;
import io.pharos.alert.suite.Until;
import io.pharos.alert.write.PointWriter;
import io.pharos.model.Environment;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A comparison made here gives what the engine itself gives for it, over random series with gaps, ends and NaNs. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
class HoistingOracleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> EXPRESSIONS = List.of(
            "hoist_m",
            "sum by (job) (hoist_m)",
            "-hoist_m",
            "rate(hoist_m[2m])",
            "hoist_m * on (job, instance) group_left hoist_m",
            "max_over_time(hoist_m[1m:10s])",
            "hoist_m offset 30s",
            "absent(hoist_nothing)",
            "count_values(\"v\", hoist_m)",
            "hoist_m or vector(3)");
    private static final List<String> OPERATORS = List.of("==", "!=", ">", "<", ">=", "<=");
    private static final List<String> THRESHOLDS = List.of("0", "-0", "1", "-1", "3", "NaN", "Inf", "-Inf", "0.5");

    @Inject
    InstantQueries queries;

    @Inject
    PointWriter writer;

    @Inject
    TenantDirectory directory;

    @Test
    void hoistedIsAsUnhoisted() throws Throwable {
        Until.isTrue(() -> directory.revision() >= 0);
        EngineRoute route = directory.route(Tenants.ACME, Environment.PROD);
        Instant start = Instant.now().minusSeconds(600);
        Random random = new Random(7);
        writer.write(route, series(random, start), PATIENCE);
        int compared = 0;
        for (int i = 0; i < 250; i++) {
            String expression = EXPRESSIONS.get(i % EXPRESSIONS.size());
            String op = OPERATORS.get(random.nextInt(OPERATORS.size()));
            String threshold = THRESHOLDS.get(random.nextInt(THRESHOLDS.size()));
            boolean left = random.nextBoolean();
            String whole = left
                    ? threshold + " " + op + " (" + expression + ")"
                    : "(" + expression + ") " + op + " " + threshold;
            PlannedExpression planned = PlannedExpression.of(PromqlParser.parse(whole, ParserOptions.everything()));
            Comparison comparison = Objects.requireNonNull(planned.comparison(), whole);
            Instant time = start.plusSeconds(random.nextInt(420));
            List<Sample> asked = ask(route, planned.whole(), time);
            List<Sample> here = comparison.filter(ask(route, planned.bare(), time));
            assertThat(bits(here)).as(whole + " at " + time).isEqualTo(bits(asked));
            compared += asked.size();
        }
        assertThat(compared).isGreaterThan(200);
    }

    private List<Sample> ask(EngineRoute route, Expr query, Instant time) {
        Answer answer = queries.ask(Enforcement.question(route, query), time, PATIENCE);
        assertThat(answer).isInstanceOf(Answer.Found.class);
        return ((Answer.Found) answer).samples();
    }

    private static Set<String> bits(List<Sample> samples) {
        return samples.stream()
                .map(Sample.Number.class::cast)
                .map(one -> one.labels() + " " + Double.doubleToLongBits(one.value()))
                .collect(Collectors.toSet());
    }

    private static List<Point> series(Random random, Instant start) {
        double[] values = {0, -0.0, 1, -1, 3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5, 7};
        List<Point> points = new ArrayList<>();
        for (int second = 0; second < 400; second += 10) {
            for (int i = 0; i < 12; i++) {
                Labels labels = Labels.of(Map.of("__name__", "hoist_m", "job", "j" + i % 3, "instance", "i" + i));
                Instant at = start.plusSeconds(second);
                int choice = random.nextInt(14);
                if (choice < values.length) {
                    points.add(new Point(labels, at, values[choice]));
                } else if (choice == values.length) {
                    points.add(Point.stale(labels, at));
                }
            }
        }
        return points;
    }
}
