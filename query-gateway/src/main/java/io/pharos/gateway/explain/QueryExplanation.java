package io.pharos.gateway.explain;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.metering.Estimate;
import io.pharos.promql.analysis.Analysis;
import io.pharos.promql.analysis.CostModel;
import io.pharos.promql.analysis.DataSpan;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.promql.explain.ExplainedStep;
import io.pharos.promql.explain.Explanation;
import io.pharos.promql.explain.Language;
import io.pharos.promql.print.Printer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A query explained without asking an engine: its canonical text, the text that the tenant's engine would get, the
 * time of the data it reads, an estimate of the samples by its shape and by what it read before, and its steps in words.
 */
public record QueryExplanation(Expr query, EnforcedQuery enforced, Window window, CostModel cost, Estimate expected) {
    /** The explanation in that language, as JSON of our own. */
    public Answer answer(Language language) {
        Analysis analysis = Analysis.of(query, window);
        JsonObject body = new JsonObject()
                .put("canonical", Printer.print(query))
                .put("enforced", enforced.text())
                .put("evaluations", window.steps())
                .put("cost", cost(analysis))
                .put("time", time(analysis.span().orElse(null)))
                .put("language", language.tag())
                .put("steps", steps(language));
        return Answer.own(body).with("Content-Language", language.tag());
    }

    /** For one series a selector: how many series there are, only the engine knows, and who asked before. */
    private JsonObject cost(Analysis analysis) {
        return new JsonObject()
                .put("samples", cost.samples(analysis))
                .put("basis", "estimate")
                .put("per", "series of each selector")
                .put("scrapeInterval", cost.scrapeInterval().toString())
                .put("expected", expected.samples())
                .put("expectedBy", expected.isLearned() ? "earlier answers" : "shape");
    }

    private static @Nullable JsonObject time(@Nullable DataSpan span) {
        return span == null
                ? null
                : new JsonObject()
                        .put("oldest", span.oldest().toString())
                        .put("newest", span.newest().toString())
                        .put("seconds", span.length().toSeconds());
    }

    private JsonArray steps(Language language) {
        JsonArray steps = new JsonArray();
        for (ExplainedStep step : Explanation.of(query, language).steps()) {
            steps.add(new JsonObject()
                    .put("number", step.number())
                    .put("promql", step.promql())
                    .put("type", step.type().id())
                    .put("uses", new JsonArray(step.uses()))
                    .put("text", step.sentence()));
        }
        return steps;
    }
}
