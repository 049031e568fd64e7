package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what becomes of a rule's alerts, as {@code rules/alerting.go} of Prometheus does, but for failures: a rule
 * that could not be evaluated keeps its alerts as they were, and those that fire are sent again in time, so that
 * nothing is resolved because nobody looked.
 */
public final class AlertMachine {
    private static final String DUPLICATES =
            "vector contains metrics with the same labelset after applying alert labels";

    private final AlertPolicy policy;

    public AlertMachine(AlertPolicy policy) {
        this.policy = policy;
    }

    /** The next step; the same arguments always give the same one. */
    public Step decide(RuleState state, Observed observed, Instant now) {
        return switch (observed) {
            case Observed.Failure failure -> frozen(state, failure.reason(), now);
            case Observed.Results results ->
                unique(results.results())
                        .map(found -> moved(state, found, now))
                        .orElseGet(() -> frozen(state, DUPLICATES, now));
        };
    }

    /** The end of all series of a rule that is evaluated no more. */
    public List<Point> retire(RuleState state, Instant now) {
        return state.ends(now.minus(policy.queryOffset()));
    }

    private Step moved(RuleState state, Map<Labels, AlertResult> found, Instant now) {
        Round round = new Round(policy, now).with(state.alerts(), found);
        if (round.isOverLimit()) {
            String error = "exceeded limit of " + policy.limit() + " with " + round.active() + " alerts";
            return new Step(
                    new RuleState(AlertSet.NONE, state.written(), new Health.Failed(error)), List.of(), List.of());
        }
        AlertSet alerts = round.alerts();
        List<Point> points = AlertSeries.changes(state.written(), alerts, now.minus(policy.queryOffset()));
        return new Step(new RuleState(alerts, alerts, new Health.Ok()), points, round.notifications());
    }

    private Step frozen(RuleState state, String reason, Instant now) {
        Round round = new Round(policy, now).frozen(state.alerts());
        RuleState next = new RuleState(round.alerts(), state.written(), new Health.Failed(reason));
        return new Step(next, List.of(), round.notifications());
    }

    private static Optional<Map<Labels, AlertResult>> unique(List<AlertResult> results) {
        Map<Labels, AlertResult> found = LinkedHashMap.newLinkedHashMap(results.size());
        for (AlertResult result : results) {
            if (found.put(result.labels(), result) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
