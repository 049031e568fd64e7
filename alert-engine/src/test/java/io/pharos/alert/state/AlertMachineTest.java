package io.pharos.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.Script;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertMachineTest {
    private static final AlertPolicy POLICY = new AlertPolicy(
            "A", Duration.ofMinutes(1), Duration.ZERO, 0, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO);
    private static final Instant START = Instant.EPOCH;

    static Stream<Script.Case> life() {
        return Script.cases("/state/life.txt");
    }

    @ParameterizedTest
    @MethodSource("life")
    void livesAsWritten(Script.Case given) {
        assertThat(LifeScript.play(given.input())).isEqualTo(given.expected());
    }

    @Test
    void updatesValueAndAnnotationsOnly() {
        AlertMachine machine = new AlertMachine(POLICY);
        Step first = machine.decide(RuleState.fresh(), results(1, "one"), START);
        Step second = machine.decide(first.state(), results(2, "two"), START.plusSeconds(30));
        ActiveAlert alert = second.state().alerts().all().iterator().next();
        assertThat(alert.value()).isEqualTo(2);
        assertThat(alert.annotations()).containsEntry("summary", "two");
        assertThat(alert.phase()).isEqualTo(new AlertPhase.Pending(START));
    }

    @Test
    void isUnknownUntilEvaluated() {
        AlertMachine machine = new AlertMachine(POLICY);
        RuleState fresh = RuleState.fresh();
        assertThat(fresh.status()).isEqualTo(RuleStatus.UNKNOWN);
        RuleState pending = machine.decide(fresh, results(1, ""), START).state();
        assertThat(pending.status()).isEqualTo(RuleStatus.PENDING);
        RuleState frozen = machine.decide(pending, new Observed.Failure("away"), START.plusSeconds(60))
                .state();
        assertThat(frozen.isFrozen()).isTrue();
        assertThat(frozen.status()).isEqualTo(RuleStatus.PENDING);
    }

    @Test
    void aFiringAlertOfWhichNobodyWasToldIsToldAtTheNextEvaluationWhateverThatFinds() {
        AlertMachine machine = new AlertMachine(POLICY);
        RuleState pending =
                machine.decide(RuleState.fresh(), results(1, ""), START).state();
        RuleState told =
                machine.decide(pending, results(1, ""), START.plusSeconds(60)).state();
        Instant next = START.plusSeconds(61);

        assertThat(machine.decide(told, results(1, ""), next).notifications()).isEmpty();
        assertThat(machine.decide(told.untold(), results(1, ""), next).notifications())
                .hasSize(1);
        assertThat(machine.decide(told.untold(), new Observed.Failure("away"), next)
                        .notifications())
                .hasSize(1);
        assertThat(machine.decide(pending.untold(), results(1, ""), next.minusSeconds(30))
                        .notifications())
                .isEmpty();
    }

    @Test
    void endsAllSeriesOfARuleThatIsTakenAway() {
        AlertMachine machine = new AlertMachine(POLICY);
        RuleState state =
                machine.decide(RuleState.fresh(), results(1, ""), START).state();
        assertThat(machine.retire(state, START)).hasSize(2).allMatch(Point::isStale);
    }

    private static Observed results(double value, String summary) {
        Labels labels = Labels.of(Map.of("alertname", "A"));
        return new Observed.Results(List.of(new AlertResult(labels, new TreeMap<>(Map.of("summary", summary)), value)));
    }
}
