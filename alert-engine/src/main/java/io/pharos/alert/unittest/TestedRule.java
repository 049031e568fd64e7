package io.pharos.alert.unittest;

import io.pharos.alert.evaluate.AlertTemplates;
import io.pharos.alert.record.Recorded;
import io.pharos.alert.record.Recorder;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertMachine;
import io.pharos.alert.state.AlertPhase;
import io.pharos.alert.state.AlertPolicy;
import io.pharos.alert.state.AlertResult;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.Observed;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.state.Step;
import io.pharos.alert.template.AlertFacts;
import io.pharos.alert.template.TemplateLimits;
import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.function.QuerySource;
import io.pharos.alert.unittest.ThrowawayTsdb.Refused;
import io.pharos.model.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A rule under test, with what the engine remembers of it between two evaluations. */
sealed interface TestedRule {
    RuleGroup group();

    Rule rule();

    /** Evaluates it at a time and stores what it writes; returns what went wrong, if anything. */
    Optional<String> evaluate(ThrowawayTsdb tsdb, Instant now);

    /** Whether anything came of it yet: a series, or an alert that fired. */
    boolean hadResults();

    static TestedRule of(RuleGroup group, Rule rule, Duration interval, TestFile.Group test) {
        return switch (rule) {
            case Rule.Recording recording -> new Recording(group, recording);
            case Rule.Alerting alerting -> new Alerting(group, alerting, interval, test);
        };
    }

    /** Records a query's result. */
    final class Recording implements TestedRule {
        private final RuleGroup group;
        private final Rule.Recording rule;
        private final Recorder recorder;
        private Set<Labels> live = Set.of();
        private boolean hadResults;

        Recording(RuleGroup group, Rule.Recording rule) {
            this.group = group;
            this.rule = rule;
            Map<String, String> labels = new TreeMap<>(group.labels());
            labels.putAll(rule.labels());
            this.recorder = new Recorder(rule.name(), labels, group.limit());
        }

        @Override
        public RuleGroup group() {
            return group;
        }

        @Override
        public Rule rule() {
            return rule;
        }

        @Override
        public boolean hadResults() {
            return hadResults;
        }

        @Override
        public Optional<String> evaluate(ThrowawayTsdb tsdb, Instant now) {
            Instant at = now.minus(offset(group));
            try {
                Recorded recorded =
                        recorder.decide(live, tsdb.query(rule.expression().text(), at), at);
                return switch (recorded) {
                    case Recorded.Points points -> {
                        tsdb.write(points.points());
                        live = points.series();
                        hadResults |= !live.isEmpty();
                        yield Optional.empty();
                    }
                    case Recorded.Refused refused -> Optional.of(refused.reason());
                };
            } catch (Refused e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Watches a condition with the production state machine. */
    final class Alerting implements TestedRule {
        private final RuleGroup group;
        private final Rule.Alerting rule;
        private final AlertMachine machine;
        private final AlertTemplates templates;
        private RuleState state = RuleState.fresh();
        private boolean hadResults;

        Alerting(RuleGroup group, Rule.Alerting rule, Duration interval, TestFile.Group test) {
            this.group = group;
            this.rule = rule;
            this.machine = new AlertMachine(new AlertPolicy(
                    rule.name(),
                    rule.hold(),
                    rule.keepFiringFor(),
                    group.limit(),
                    interval,
                    Duration.ofMinutes(1),
                    offset(group)));
            this.templates = new AlertTemplates(
                    group,
                    rule,
                    AlertFacts.of(rule.expression().text(), rule.hold(), interval, test.start()),
                    new AlertTemplates.Setting(test.externalLabels(), test.externalUrl(), TemplateLimits.standard()));
        }

        @Override
        public RuleGroup group() {
            return group;
        }

        @Override
        public Rule rule() {
            return rule;
        }

        @Override
        public boolean hadResults() {
            return hadResults;
        }

        @Override
        public Optional<String> evaluate(ThrowawayTsdb tsdb, Instant now) {
            Step step = machine.decide(state, observed(tsdb, now), now);
            tsdb.write(step.points());
            state = step.state();
            hadResults |= !firing().isEmpty();
            return state.health() instanceof Health.Failed failed ? Optional.of(failed.error()) : Optional.empty();
        }

        List<ActiveAlert> firing() {
            return state.alerts().all().stream()
                    .filter(alert -> alert.phase() instanceof AlertPhase.Firing)
                    .toList();
        }

        private Observed observed(ThrowawayTsdb tsdb, Instant now) {
            Instant at = now.minus(offset(group));
            try {
                List<AlertResult> results = new ArrayList<>();
                for (Sample sample : tsdb.query(rule.expression().text(), at)) {
                    Sample.Number number = switch (sample) {
                        case Sample.Number n -> n;
                        case Sample.Histogram h -> new Sample.Number(h.labels(), 0);
                    };
                    results.add(templates.result(number, state, now, queries(tsdb, at)));
                }
                return new Observed.Results(results);
            } catch (Refused e) {
                return new Observed.Failure(String.valueOf(e.getMessage()));
            }
        }

        private static QuerySource queries(ThrowawayTsdb tsdb, Instant at) {
            return query -> {
                try {
                    List<Sample.Number> numbers = new ArrayList<>();
                    for (Sample sample : tsdb.query(query, at)) {
                        if (sample instanceof Sample.Number number) {
                            numbers.add(number);
                        }
                    }
                    return numbers;
                } catch (Refused e) {
                    throw new ExpansionException(String.valueOf(e.getMessage()));
                }
            };
        }
    }

    private static Duration offset(RuleGroup group) {
        Duration offset = group.queryOffset();
        return offset == null ? Duration.ZERO : offset;
    }

    /** How reports speak of it. */
    default String described() {
        String hold = rule() instanceof Rule.Alerting alert && !alert.hold().isZero()
                ? " for " + PrometheusDuration.print(alert.hold())
                : "";
        return (rule() instanceof Rule.Alerting ? "alert " : "record ") + rule().name() + hold + " (group "
                + group().name() + ")";
    }
}
