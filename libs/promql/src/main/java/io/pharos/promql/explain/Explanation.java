package io.pharos.promql.explain;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.print.Printer;
import java.util.List;

/** What a query does, step by step, each step before those that use it; the same query always has the same words. */
public record Explanation(Language language, List<ExplainedStep> steps) {
    /** Parts of a query that are still worth reading one by one. */
    public static final int MAX_PARTS = 500;

    /** Characters of such a query; each step repeats its part of them. */
    public static final int MAX_LENGTH = 8_000;

    public Explanation {
        steps = List.copyOf(steps);
    }

    public static Explanation of(Expr query, Language language) {
        checkSize(query);
        Phrases phrases = switch (language) {
            case ENGLISH -> new EnglishPhrases();
            case CHINESE -> new ChinesePhrases();
        };
        return new Explanation(language, new Explainer(phrases).explain(query));
    }

    private static void checkSize(Expr query) {
        int[] parts = {0};
        Walk.preorder(query, part -> parts[0]++);
        if (parts[0] > MAX_PARTS || Printer.print(query).length() > MAX_LENGTH) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.too-long-to-explain",
                    "Queries of up to " + MAX_PARTS + " parts and " + MAX_LENGTH + " characters are explained.");
        }
    }
}
