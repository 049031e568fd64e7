package io.pharos.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.Promtool;
import io.pharos.alert.series.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself, through promtool's unit tests, says which alerts fire at each minute; we must say the same. */
class FiringOracleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int EVALUATIONS = 60;

    @Test
    void firesWhenPrometheusDoes(@TempDir Path folder) throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n  - name: g\n    rules:\n");
        StringBuilder checks = new StringBuilder("    alert_rule_test:\n");
        boolean[][] found = history(new Random(42));
        for (int hold = 0; hold <= 3; hold++) {
            for (int keep = 0; keep <= 3; keep++) {
                AlertPolicy policy = policy(hold, keep);
                rules.append("      - {alert: " + policy.name() + ", expr: m == 1, for: " + hold
                        + "m, keep_firing_for: " + keep + "m}\n");
                expect(checks, policy, found);
            }
        }
        Files.writeString(folder.resolve("rules.yml"), rules);
        assertThat(checks).contains("name: a", "name: b", "name: c");
        Path file = Files.writeString(folder.resolve("test.yml"), series(found) + checks);
        Promtool.accepts("test", "rules", file.toString());
    }

    private static AlertPolicy policy(int hold, int keep) {
        return new AlertPolicy(
                "For" + hold + "Keep" + keep,
                MINUTE.multipliedBy(hold),
                MINUTE.multipliedBy(keep),
                0,
                MINUTE,
                MINUTE,
                Duration.ZERO);
    }

    private static boolean[][] history(Random random) {
        boolean[][] found = new boolean[NAMES.size()][EVALUATIONS];
        for (boolean[] series : found) {
            for (int i = 1; i < EVALUATIONS; i++) {
                series[i] = random.nextInt(3) == 0 ? !series[i - 1] : series[i - 1];
            }
        }
        return found;
    }

    private static String series(boolean[][] found) {
        StringBuilder out = new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n");
        out.append("  - interval: 1m\n    input_series:\n");
        for (int i = 0; i < NAMES.size(); i++) {
            out.append("      - {series: 'm{name=\"" + NAMES.get(i) + "\"}', values: '");
            for (boolean held : found[i]) {
                out.append(held ? "1 " : "0 ");
            }
            out.append("'}\n");
        }
        return out.toString();
    }

    private static void expect(StringBuilder checks, AlertPolicy policy, boolean[][] found) {
        RuleState state = RuleState.fresh();
        for (int minute = 0; minute < EVALUATIONS; minute++) {
            Instant now = Instant.EPOCH.plus(MINUTE.multipliedBy(minute));
            state = new AlertMachine(policy)
                    .decide(state, observed(found, minute), now)
                    .state();
            checks.append("      - {eval_time: " + minute + "m, alertname: " + policy.name() + ", exp_alerts: ["
                    + String.join(", ", firing(state)) + "]}\n");
        }
    }

    private static Observed observed(boolean[][] found, int minute) {
        List<AlertResult> results = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if (found[i][minute]) {
                results.add(new AlertResult(Labels.of(Map.of("name", NAMES.get(i))), new TreeMap<>(), 1));
            }
        }
        return new Observed.Results(results);
    }

    private static List<String> firing(RuleState state) {
        return state.alerts().all().stream()
                .filter(alert -> alert.phase() instanceof AlertPhase.Firing)
                .map(alert -> "{exp_labels: {name: " + alert.labels().get("name") + "}}")
                .toList();
    }
}
