package io.pharos.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    @Test
    void independentRulesRunAtOnce() {
        Dependencies map = of("{record: a, expr: up}, {record: b, expr: up}, {alert: C, expr: up}");
        assertThat(map.batches()).hasToString("[[0, 1, 2]]");
        assertThat(map.isReadLater(0)).isFalse();
    }

    @Test
    void whoReadsWaitsForWhoWrites() {
        Dependencies map =
                of("{record: a, expr: up}, {record: b, expr: a + up}, {alert: C, expr: b > 1}, {alert: D, expr: up}");
        assertThat(map.batches()).hasToString("[[0, 3], [1], [2]]");
        assertThat(map.isReadLater(0)).isTrue();
        assertThat(map.isReadLater(1)).isTrue();
        assertThat(map.isReadLater(2)).isFalse();
    }

    @Test
    void whoReadsALaterRuleRunsBeforeIt() {
        Dependencies map = of("{record: a, expr: b}, {record: b, expr: up}");
        assertThat(map.batches()).hasToString("[[0], [1]]");
        assertThat(map.isReadLater(0)).isFalse();
    }

    @Test
    void alertSeriesAreReadByTheAlertsName() {
        Dependencies map =
                of("{alert: A, expr: up}, {alert: B, expr: up}, {record: x, expr: 'count(ALERTS{alertname=\"A\"})'},"
                        + " {record: y, expr: 'count(ALERTS_FOR_STATE)'}");
        assertThat(map.batches()).hasToString("[[0, 1], [2, 3]]");
        assertThat(of("{alert: A, expr: up}, {record: x, expr: 'count(ALERTS{alertname=\"B\"})'}")
                        .batches())
                .hasToString("[[0, 1]]");
    }

    @Test
    void namesMatchByExpressionAsWell() {
        assertThat(of("{record: 'job:a', expr: up}, {record: x, expr: 'sum({__name__=~\"job:.*\"})'}")
                        .batches())
                .hasToString("[[0], [1]]");
    }

    @Test
    void whatReadsAnythingRunsInOrder() {
        assertThat(of("{record: a, expr: up}, {record: b, expr: 'sum({job=\"x\"})'}, {record: c, expr: up}")
                        .batches())
                .hasToString("[[0], [1], [2]]");
        assertThat(of("{record: a, expr: up}, {alert: B, expr: up, annotations: {s: '{{ query \"a\" }}'}}")
                        .batches())
                .hasToString("[[0], [1]]");
    }

    @Test
    void aLargeGroupCostsLittle() {
        String rules = IntStream.range(0, 5_000)
                .mapToObj(i -> "{record: 'r" + i + "', expr: 'r" + (i - i % 2) + " + up'}")
                .collect(Collectors.joining(","));
        RuleGroup group = RuleFileParser.parseGroup(
                new TenantId("acme"), "{name: g, rules: [" + rules + "]}", RuleLimits.ofSizeOnly());
        Dependencies map = assertTimeout(Duration.ofSeconds(20), () -> Dependencies.of(group.rules()));
        assertThat(map.batches()).extracting(List::size).containsExactly(2_500, 2_500);
    }

    private static Dependencies of(String rules) {
        return Dependencies.of(
                RuleFileParser.parseGroup(new TenantId("acme"), "{name: g, rules: [" + rules + "]}", RuleLimits.mimir())
                        .rules());
    }
}
