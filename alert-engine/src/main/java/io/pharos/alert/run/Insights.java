package io.pharos.alert.run;

import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.memory.RuleIdentity;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.query.Answer;
import io.pharos.alert.query.Enforcement;
import io.pharos.alert.series.Labels;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertPhase;
import io.pharos.alert.state.Health;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.print.Printer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is found out about a group's rules beside their evaluation, on a thread of its own: why alerts began to fire,
 * and which selectors of rules without a result match no series at all, which is more often a typo than good news.
 */
public final class Insights {
    private static final Duration LOOKED_AT_EACH = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_ALERTS = 5;
    private static final int MOST_SELECTORS = 50;

    private final int kept;
    private final Map<RuleIdentity, List<Explained>> explained = new ConcurrentHashMap<>();
    private final Map<RuleIdentity, List<String>> silent = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private Instant lookedAt = Instant.MIN;

    /** @param kept of how many evaluations explanations are kept */
    Insights(int kept) {
        this.kept = kept;
    }

    /** Of the last evaluations in which the rule's alerts began to fire, newest first. */
    public List<Explained> explained(RuleIdentity rule) {
        return explained.getOrDefault(rule, List.of());
    }

    /** The rule's selectors that matched nothing when they were looked at last. */
    public List<String> silent(RuleIdentity rule) {
        return silent.getOrDefault(rule, List.of());
    }

    /** How many rules have such selectors. */
    public int silentRules() {
        return silent.size();
    }

    /** Looks at what an evaluation left, unless the last look still goes on. */
    void look(CompiledGroup group, Evaluated result, Instant slot, Asker asker) {
        if (busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("insights-" + group.key().group()).start(() -> {
                try {
                    explain(group, result.memory(), slot, asker);
                    lookForSilence(group, result, slot, asker);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void explain(CompiledGroup group, GroupMemory memory, Instant slot, Asker asker) {
        for (int i = 0; kept > 0 && i < group.rules().size(); i++) {
            List<Labels> fired = fired(memory.rules().get(i).memory(), slot);
            if (!fired.isEmpty()) {
                Expr expression = group.rules().get(i).expression().whole();
                List<Explained> now = new Explainer(group.route(), asker)
                        .explain(expression, fired, slot.minus(group.queryOffset()), slot);
                explained.merge(memory.rules().get(i).rule(), now, this::newestFirst);
            }
        }
    }

    private List<Explained> newestFirst(List<Explained> before, List<Explained> now) {
        List<Explained> all = new ArrayList<>(now);
        all.addAll(before);
        List<Instant> times =
                all.stream().map(Explained::at).distinct().limit(kept).toList();
        return all.stream().filter(one -> times.contains(one.at())).toList();
    }

    private static List<Labels> fired(RuleMemory memory, Instant slot) {
        return memory instanceof RuleMemory.OfAlerts of
                ? of.state().alerts().all().stream()
                        .filter(alert -> alert.phase() instanceof AlertPhase.Firing f
                                && f.firedAt().equals(slot))
                        .limit(MOST_ALERTS)
                        .map(ActiveAlert::labels)
                        .toList()
                : List.of();
    }

    private void lookForSilence(CompiledGroup group, Evaluated result, Instant slot, Asker asker) {
        if (lookedAt.isAfter(slot.minus(LOOKED_AT_EACH))) {
            return;
        }
        boolean all = true;
        int left = MOST_SELECTORS;
        for (int i = 0; i < group.rules().size() && left > 0; i++) {
            RuleReport report = result.reports().get(i);
            RuleIdentity rule = result.memory().rules().get(i).rule();
            if (report.samples() > 0) {
                silent.remove(rule);
            } else if (report.health() instanceof Health.Ok) {
                left -= Walk.selectors(group.rules().get(i).expression().whole())
                        .size();
                all &= lookAt(rule, group, group.rules().get(i), slot, asker);
            }
        }
        lookedAt = all ? slot : lookedAt;
    }

    /** False where the engine did not answer, so that nothing new is known. */
    private boolean lookAt(RuleIdentity rule, CompiledGroup group, CompiledRule compiled, Instant slot, Asker asker) {
        try {
            List<String> nothing = nothing(group, compiled, slot, asker);
            if (nothing.isEmpty()) {
                silent.remove(rule);
            } else {
                silent.put(rule, nothing);
            }
            return true;
        } catch (Problem unanswered) {
            return false;
        }
    }

    private static List<String> nothing(CompiledGroup group, CompiledRule rule, Instant slot, Asker asker) {
        return Walk.selectors(rule.expression().whole()).stream()
                .map(Printer::print)
                .distinct()
                .filter(selector -> !selector.startsWith("ALERTS"))
                .filter(selector -> isEmpty(group, selector, slot, asker))
                .toList();
    }

    private static boolean isEmpty(CompiledGroup group, String selector, Instant slot, Asker asker) {
        Expr count = PromqlParser.parse("count(" + selector + ")", ParserOptions.everything());
        Instant time = slot.minus(group.queryOffset());
        return switch (asker.ask(Enforcement.question(group.route(), count), time, PATIENCE)) {
            case Answer.Found found -> found.samples().isEmpty();
            case Answer.Failed failed -> throw Problem.of(Kind.UNAVAILABLE, "engine.failed", failed.reason());
        };
    }
}
