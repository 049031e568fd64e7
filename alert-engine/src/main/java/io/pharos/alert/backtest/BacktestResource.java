package io.pharos.alert.backtest;

import io.pharos.alert.backtest.Backtests.Outcome;
import io.pharos.alert.backtest.Backtests.Range;
import io.pharos.alert.backtest.Backtests.Tested;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.alert.rules.RuleProblem;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.PrometheusDuration;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.TenantDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what a rule group would have done between two times, and what it would do with other thresholds. */
@Path("/prometheus/config/v1/rules:backtest")
@RequiresScope(Scope.RULES_READ)
@RunOnVirtualThread
class BacktestResource {
    private static final Duration STANDARD_INTERVAL = Duration.ofMinutes(1);
    private static final int MOST_LIVES = 200;

    /** The group as YAML, the range, and what to vary; durations as Prometheus writes them. */
    record BacktestRequest(
            @Nullable String group,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable SweepRequest sweep) {}

    record SweepRequest(
            @Nullable List<String> holds, @Nullable List<Double> thresholds) {}

    record BacktestView(Instant start, Instant end, String interval, int evaluations, List<RuleView> rules) {}

    /** A rule as it is; {@code alerts} are its first so many. */
    record RuleView(
            String alert,
            int series,
            VariantView asWritten,
            @Nullable String error,
            List<AlertView> alerts,
            boolean alertsCut,
            List<VariantView> sweep) {}

    record VariantView(String hold, @Nullable Double threshold, int alerts, long timesFired, double secondsFiring) {
        static VariantView of(Outcome outcome) {
            return new VariantView(
                    PrometheusDuration.print(outcome.variant().rule().hold()),
                    outcome.variant().threshold() == null
                            ? null
                            : outcome.variant().threshold().threshold(),
                    outcome.result().lives().size(),
                    outcome.result().timesFired(),
                    outcome.result().fired().toMillis() / 1_000.0);
        }
    }

    record AlertView(SortedMap<String, String> labels, List<IntervalView> intervals) {
        static AlertView of(AlertLife life) {
            return new AlertView(
                    life.labels().asMap(),
                    life.intervals().stream()
                            .map(i -> new IntervalView(i.firing() ? "firing" : "pending", i.from(), i.to(), i.open()))
                            .toList());
        }
    }

    record IntervalView(String state, Instant from, Instant to, boolean open) {}

    private final Backtests backtests;
    private final TenantDirectory directory;

    BacktestResource(Backtests backtests, TenantDirectory directory) {
        this.backtests = backtests;
        this.directory = directory;
    }

    @POST
    public BacktestView run(@Context TenantContext context, BacktestRequest request) {
        if (request.group() == null || request.start() == null || request.end() == null) {
            throw malformed("Give 'group' (the YAML of a rule group), 'start' and 'end'.");
        }
        RuleGroup group = group(context.tenant(), request.group());
        Duration own = group.interval();
        Range range = new Range(request.start(), request.end(), own == null ? STANDARD_INTERVAL : own);
        List<Tested> tested = backtests.run(
                directory.route(context.tenant(), context.environment()), group, range, sweep(request.sweep()));
        return new BacktestView(
                range.start(),
                range.end(),
                PrometheusDuration.print(range.interval()),
                range.steps(),
                tested.stream().map(BacktestResource::view).toList());
    }

    private static RuleView view(Tested tested) {
        Outcome own = tested.outcomes().getFirst();
        List<AlertLife> lives = own.result().lives();
        Rule.Alerting rule = tested.rule();
        return new RuleView(
                rule.name(),
                tested.series(),
                VariantView.of(own),
                own.result().error(),
                lives.stream().limit(MOST_LIVES).map(AlertView::of).toList(),
                lives.size() > MOST_LIVES,
                tested.outcomes().stream().skip(1).map(VariantView::of).toList());
    }

    private static RuleGroup group(TenantId tenant, String yaml) {
        try {
            return RuleFileParser.parseGroup(tenant, yaml, RuleLimits.ofSizeOnly());
        } catch (RuleFileException e) {
            throw malformed(e.problems().stream().map(RuleProblem::text).collect(Collectors.joining("; ")));
        }
    }

    private static Sweep sweep(@Nullable SweepRequest request) {
        if (request == null) {
            return new Sweep(List.of(), List.of());
        }
        List<String> holds = request.holds() == null ? List.of() : request.holds();
        return new Sweep(
                holds.stream().map(BacktestResource::duration).toList(),
                request.thresholds() == null ? List.of() : request.thresholds());
    }

    private static Duration duration(String text) {
        return PrometheusDuration.parse(text)
                .orElseThrow(
                        () -> malformed("Durations are written as Prometheus does, such as 5m; not '" + text + "'."));
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "backtest.malformed-request", detail);
    }
}
