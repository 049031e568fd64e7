package io.pharos.alert.run;

import io.pharos.alert.query.Answer;
import io.pharos.alert.query.Enforcement;
import io.pharos.alert.run.Explained.Step;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.model.Problem;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.print.Printer;
import io.pharos.tenancy.directory.EngineRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for the values of an expression's parts, and keeps of each what belongs to an alert: equal in all common labels. */
final class Explainer {
    private static final int MOST_PARTS = 8;
    private static final int MOST_VALUES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EngineRoute route;
    private final Asker asker;

    Explainer(EngineRoute route, Asker asker) {
        this.route = route;
        this.asker = asker;
    }

    List<Explained> explain(Expr expression, List<Labels> alerts, Instant time, Instant slot) {
        Map<String, List<Sample.Number>> results = new LinkedHashMap<>();
        parts(expression).forEach((text, part) -> ask(part, time).ifPresent(found -> results.put(text, found)));
        return alerts.stream().map(alert -> explained(alert, results, slot)).toList();
    }

    private static Explained explained(Labels alert, Map<String, List<Sample.Number>> results, Instant slot) {
        List<Step> steps = new ArrayList<>();
        results.forEach((text, samples) -> steps.add(new Step(
                text,
                samples.stream()
                        .filter(sample -> belongs(sample.labels(), alert))
                        .limit(MOST_VALUES)
                        .toList())));
        return new Explained(slot, alert, steps);
    }

    private static Map<String, Expr> parts(Expr expression) {
        Map<String, Expr> parts = new LinkedHashMap<>();
        Walk.preorder(expression, part -> {
            boolean tells = part.type() == ValueType.VECTOR && !(part instanceof ParenExpr);
            if (tells && parts.size() < MOST_PARTS) {
                parts.putIfAbsent(Printer.print(part), part);
            }
        });
        return parts;
    }

    private Optional<List<Sample.Number>> ask(Expr part, Instant time) {
        try {
            return switch (asker.ask(Enforcement.question(route, part), time, PATIENCE)) {
                case Answer.Found found ->
                    Optional.of(found.samples().stream()
                            .filter(Sample.Number.class::isInstance)
                            .map(Sample.Number.class::cast)
                            .toList());
                case Answer.Failed _ -> Optional.empty();
            };
        } catch (Problem unaskable) {
            return Optional.empty();
        }
    }

    private static boolean belongs(Labels sample, Labels alert) {
        boolean[] differs = {false};
        sample.forEach((name, value) -> {
            String other = name.equals(Labels.METRIC_NAME) ? "" : alert.get(name);
            differs[0] |= !other.isEmpty() && !other.equals(value);
        });
        return !differs[0];
    }
}
