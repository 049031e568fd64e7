package io.pharos.alert.backtest;

import io.pharos.alert.evaluate.Hoisting;
import io.pharos.alert.query.Enforcement;
import io.pharos.alert.query.Question;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ast.Expr;
import io.pharos.tenancy.directory.EngineRoute;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs backtests: asks each rule's query once, and replays the rule and all its variants on the answer. */
@Singleton
class Backtests {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** The range of evaluations, the first of them at the start. */
    record Range(Instant start, Instant end, Duration interval) {
        int steps() {
            return (int)
                    Math.min(Integer.MAX_VALUE, Duration.between(start, end).dividedBy(interval) + 1);
        }
    }

    /** A rule's result, and those of its variants. */
    record Tested(Rule.Alerting rule, int series, List<Outcome> outcomes) {}

    record Outcome(Sweep.Variant variant, Replay.Result result) {}

    private final History history;
    private final BacktestConfig config;
    private final Clock clock;
    private final Semaphore places;

    Backtests(History history, BacktestConfig config, Clock clock) {
        this.history = history;
        this.config = config;
        this.clock = clock;
        this.places = new Semaphore(config.atOnce());
    }

    List<Tested> run(EngineRoute route, RuleGroup group, Range range, Sweep sweep) {
        List<Rule.Alerting> rules = alerts(group);
        requireBounds(rules, range, sweep);
        if (!places.tryAcquire()) {
            throw Problem.of(Kind.RATE_LIMITED, "backtest.busy", "Other backtests are running; try again in a moment.")
                    .retryAfter(RETRY_AFTER);
        }
        try {
            Instant deadline = clock.instant().plus(config.deadline());
            return rules.stream()
                    .map(rule -> test(route, group, rule, range, sweep, deadline))
                    .toList();
        } finally {
            places.release();
        }
    }

    private Tested test(
            EngineRoute route, RuleGroup group, Rule.Alerting rule, Range range, Sweep sweep, Instant deadline) {
        Expr whole = rule.expression().tree();
        Expr asked = Hoisting.of(whole).map(Hoisting.Hoisted::query).orElse(whole);
        Question question = Enforcement.question(route, asked);
        Duration offset = offset(group);
        Timeline timeline =
                history.of(question, range.start().minus(offset), range.interval(), range.steps(), deadline);
        List<Outcome> outcomes = new ArrayList<>();
        for (Sweep.Variant variant : sweep.of(rule)) {
            if (clock.instant().isAfter(deadline)) {
                throw Problem.of(
                        Kind.UNPROCESSABLE,
                        "backtest.too-much",
                        "The backtest takes longer than " + config.deadline().toSeconds()
                                + " s; take a shorter range or fewer variants.");
            }
            outcomes.add(new Outcome(
                    variant, Replay.of(group, variant.rule(), range.interval(), timeline, variant.threshold())));
        }
        return new Tested(rule, timeline.series(), outcomes);
    }

    private void requireBounds(List<Rule.Alerting> rules, Range range, Sweep sweep) {
        if (rules.isEmpty()) {
            throw malformed("The group has no alert rules; only those have a life to be tested.");
        }
        if (rules.size() > config.maxRules()) {
            throw malformed("At most " + config.maxRules() + " alert rules are tested at once.");
        }
        if (!range.end().isAfter(range.start()) || range.end().isAfter(clock.instant())) {
            throw malformed("'start' comes before 'end', and 'end' is not in the future.");
        }
        if (range.steps() > config.maxSteps()) {
            throw malformed("From 'start' to 'end' there are " + range.steps() + " evaluations; at most "
                    + config.maxSteps() + " are made: take a shorter range or a longer interval.");
        }
        int variants = Math.max(1, sweep.holds().size())
                * Math.max(1, sweep.thresholds().size());
        if (variants > config.maxVariants()) {
            throw malformed("The sweep has " + variants + " variants; at most " + config.maxVariants() + " are tried.");
        }
    }

    private static List<Rule.Alerting> alerts(RuleGroup group) {
        return group.rules().stream()
                .filter(Rule.Alerting.class::isInstance)
                .map(Rule.Alerting.class::cast)
                .toList();
    }

    private static Duration offset(RuleGroup group) {
        @Nullable Duration offset = group.queryOffset();
        return offset == null ? Duration.ZERO : offset;
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "backtest.malformed", detail);
    }
}
