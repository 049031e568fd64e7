package io.pharos.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AlertMachinePropertyTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** What each evaluation finds; empty for one that fails. */
    @Provide
    Arbitrary<List<Optional<Set<String>>>> histories() {
        Arbitrary<Set<String>> found = Arbitraries.of("a", "b", "c").set().ofMaxSize(3);
        return found.optional(0.85).list().ofMinSize(1).ofMaxSize(60);
    }

    @Property(tries = 500)
    void doesAsPrometheusDoes(
            @ForAll("histories") List<Optional<Set<String>>> history,
            @ForAll @IntRange(max = 5) int hold,
            @ForAll @IntRange(max = 5) int keep,
            @ForAll @IntRange(max = 4) int resend) {
        AlertPolicy policy = policy(hold, keep, resend);
        UpstreamModel model = new UpstreamModel(policy.hold(), policy.keepFiringFor(), policy.resendDelay());
        RuleState state = RuleState.fresh();
        for (int i = 0; i < history.size(); i++) {
            Instant now = at(i);
            history.get(i).ifPresent(found -> model.evaluate(found, now));
            Step step = new AlertMachine(policy).decide(state, observed(history.get(i)), now);
            state = step.state();
            assertThat(states(state)).isEqualTo(model.states());
            assertThat(sent(step)).isEqualTo(model.send(now));
        }
    }

    @Property(tries = 300)
    void aSeriesThatWasWrittenIsWrittenAgainOrEnded(
            @ForAll("histories") List<Optional<Set<String>>> history, @ForAll @IntRange(max = 3) int hold) {
        AlertMachine machine = new AlertMachine(policy(hold, 1, 1));
        RuleState state = RuleState.fresh();
        Set<Labels> open = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            Step step = machine.decide(state, observed(history.get(i)), at(i));
            state = step.state();
            if (history.get(i).isEmpty()) {
                assertThat(step.points()).isEmpty();
                continue;
            }
            assertThat(step.points()).extracting(Point::labels).doesNotHaveDuplicates();
            Set<Labels> written = labels(step, false);
            assertThat(labels(step, true)).isEqualTo(minus(open, written));
            open = written;
        }
        assertThat(machine.retire(state, at(99)).stream().map(Point::labels).collect(Collectors.toSet()))
                .isEqualTo(open);
    }

    @Property(tries = 300)
    void nothingResolvesWhileNobodyLooks(
            @ForAll("histories") List<Optional<Set<String>>> history, @ForAll @IntRange(min = 1, max = 40) int blind) {
        AlertPolicy policy = policy(1, 0, 2);
        AlertMachine machine = new AlertMachine(policy);
        RuleState state = RuleState.fresh();
        for (int i = 0; i < history.size(); i++) {
            state = machine.decide(state, observed(history.get(i)), at(i)).state();
        }
        Set<String> before = states(state);
        for (int i = history.size(); i < history.size() + blind; i++) {
            Step step = machine.decide(state, new Observed.Failure("away"), at(i));
            state = step.state();
            assertThat(states(state)).isEqualTo(before);
            assertAllFiringAreAlive(state, policy, at(i));
        }
    }

    /** Alertmanager must not have expired anything that fires. */
    private static void assertAllFiringAreAlive(RuleState state, AlertPolicy policy, Instant now) {
        assertThat(state.alerts().all())
                .filteredOn(alert -> alert.phase() instanceof AlertPhase.Firing)
                .allMatch(alert -> alert.lastSentAt() != null
                        && alert.lastSentAt().plus(policy.validity()).isAfter(now));
    }

    private static AlertPolicy policy(int hold, int keep, int resend) {
        return new AlertPolicy(
                "A",
                INTERVAL.multipliedBy(hold),
                INTERVAL.multipliedBy(keep),
                0,
                INTERVAL,
                INTERVAL.multipliedBy(resend),
                Duration.ZERO);
    }

    private static Instant at(int evaluation) {
        return Instant.EPOCH.plus(INTERVAL.multipliedBy(evaluation + 1));
    }

    private static Observed observed(Optional<Set<String>> found) {
        return found.<Observed>map(names -> new Observed.Results(
                        names.stream().map(AlertMachinePropertyTest::result).toList()))
                .orElseGet(() -> new Observed.Failure("away"));
    }

    private static AlertResult result(String name) {
        return new AlertResult(Labels.of(Map.of("name", name)), new TreeMap<>(), 1);
    }

    private static Set<String> states(RuleState state) {
        return state.alerts().all().stream()
                .map(alert -> alert.labels().get("name") + " " + word(alert) + " "
                        + alert.phase().since().getEpochSecond())
                .collect(Collectors.toSet());
    }

    private static List<String> sent(Step step) {
        return step.notifications().stream()
                .map(sent -> sent.alert().labels().get("name") + " " + word(sent.alert()) + " "
                        + sent.startsAt().getEpochSecond())
                .sorted()
                .toList();
    }

    private static String word(ActiveAlert alert) {
        return switch (alert.phase()) {
            case AlertPhase.Pending _ -> "pending";
            case AlertPhase.Firing _ -> "firing";
            case AlertPhase.Resolved _ -> "inactive";
        };
    }

    private static Set<Labels> labels(Step step, boolean stale) {
        return step.points().stream()
                .filter(point -> point.isStale() == stale)
                .map(Point::labels)
                .collect(Collectors.toSet());
    }

    private static Set<Labels> minus(Set<Labels> all, Set<Labels> some) {
        Set<Labels> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
