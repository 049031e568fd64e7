package io.pharos.alert.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.backtest.AlertLife.Interval;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.alert.series.Labels;
import io.pharos.model.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RuleGroup GROUP =
            RuleFileParser.parseGroup(new TenantId("acme"), """
                    name: g
                    rules:
                      - {alert: High, expr: load > 5, for: 2m, labels: {who: '{{ $labels.host }}'}, annotations: {x: '{{ query "up" }}'}}
                    """, RuleLimits.ofSizeOnly());
    private static final Rule.Alerting RULE = (Rule.Alerting) GROUP.rules().getFirst();

    @Test
    void tellsWhenAnAlertWouldHaveBeenPendingAndFiring() {
        Timeline timeline = timeline("a", 1, 6, 7, 8, 9, 1, 6, 1, 6, 6, 6);

        Replay.Result result = replay(new Sweep(List.of(), List.of()), timeline).getFirst();

        assertThat(result.error()).isNull();
        assertThat(result.lives()).singleElement().satisfies(life -> {
            assertThat(life.labels()).isEqualTo(Labels.of(Map.of("alertname", "High", "host", "a", "who", "a")));
            assertThat(life.intervals())
                    .containsExactly(
                            interval(false, 1, 3, false),
                            interval(true, 3, 5, false),
                            interval(false, 6, 7, false),
                            interval(false, 8, 10, false),
                            interval(true, 10, 10, true));
        });
        assertThat(result.timesFired()).isEqualTo(2);
        assertThat(result.fired()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void triesOtherThresholdsAndTimesOnTheSameAnswer() {
        Timeline timeline = timeline("a", 1, 6, 7, 8, 9, 1, 6, 1, 6, 6, 6);
        Sweep sweep = new Sweep(List.of(Duration.ZERO, MINUTE), List.of(5.0, 8.5));

        assertThat(replay(sweep, timeline))
                .extracting(Replay.Result::timesFired)
                .containsExactly(2L, 3L, 1L, 2L, 0L);
    }

    @Test
    void aQueryThatComparesNothingKeepsItsThreshold() {
        Rule.Alerting plain = (Rule.Alerting) RuleFileParser.parseGroup(
                        new TenantId("acme"), "{name: g, rules: [{alert: A, expr: a and b}]}", RuleLimits.ofSizeOnly())
                .rules()
                .getFirst();

        assertThat(new Sweep(List.of(), List.of(1.0, 2.0)).of(plain)).hasSize(1);
        assertThat(new Sweep(List.of(MINUTE), List.of(1.0, 2.0)).of(plain)).hasSize(2);
    }

    @Test
    void readsTheAnswerOfARangeQuery() throws IOException {
        Timeline timeline = new Timeline(START, MINUTE, 3);
        String answer = """
                {"status":"success","data":{"resultType":"matrix","result":[
                  {"metric":{"__name__":"load","host":"a","tenant_id":"acme"},
                   "values":[[1767225600,"1"],[1767225660,"+Inf"],[1767225690,"7"],[1767225780,"8"]]}]},"warnings":["w"]}
                """;

        assertThat(RangeReader.read(answer.getBytes(StandardCharsets.UTF_8), Set.of("tenant_id"), timeline))
                .isEmpty();

        assertThat(timeline.at(0))
                .singleElement()
                .satisfies(sample ->
                        assertThat(sample.labels()).isEqualTo(Labels.of(Map.of("__name__", "load", "host", "a"))));
        assertThat(timeline.at(1)).hasSize(1);
        assertThat(timeline.at(2)).isEmpty();
    }

    private static List<Replay.Result> replay(Sweep sweep, Timeline timeline) {
        return sweep.of(RULE).stream()
                .map(variant -> Replay.of(GROUP, variant.rule(), MINUTE, timeline, variant.threshold()))
                .toList();
    }

    private static Timeline timeline(String host, double... values) {
        Timeline timeline = new Timeline(START, MINUTE, values.length);
        for (int i = 0; i < values.length; i++) {
            timeline.add(Labels.of(Map.of("host", host)), START.plus(MINUTE.multipliedBy(i)), values[i]);
        }
        return timeline;
    }

    private static Interval interval(boolean firing, int from, int to, boolean open) {
        return new Interval(firing, START.plus(MINUTE.multipliedBy(from)), START.plus(MINUTE.multipliedBy(to)), open);
    }
}
