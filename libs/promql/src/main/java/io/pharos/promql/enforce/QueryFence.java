package io.pharos.promql.enforce;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.print.Printer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Encloses every selector of an expression, then trusts nothing it did: the tree is walked again, its text is parsed
 * again and that tree walked as well. Whatever does not agree is withheld.
 */
final class QueryFence {
    /** The query was within its limits when it was parsed; the matchers that were added must not push it over. */
    private static final ParserOptions REPARSE = ParserOptions.everything().withMaxLength(Integer.MAX_VALUE);

    /** These copy equality matchers into the labels of their answer. */
    private static final Set<String> ABSENT = Set.of("absent", "absent_over_time");

    private final Bounds bounds;
    private final SelectorFence selectors;

    QueryFence(Bounds bounds) {
        this.bounds = bounds;
        this.selectors = new SelectorFence(bounds);
    }

    /** An expression together with its text. */
    record Enclosed(Expr expr, String text) {}

    Enclosed enclose(Expr query) {
        Walk.preorder(query, QueryFence::check);
        Set<VectorSelector> untold = untold(query);
        return vouch(Walk.rewrite(query, node -> enclosed(node, untold)));
    }

    /** The enclosed expression with its text, or a refusal if anything about it is in doubt. */
    Enclosed vouch(Expr enclosed) {
        List<VectorSelector> written = Walk.selectors(enclosed);
        String text = Printer.print(enclosed);
        Expr again = reparse(text);
        List<VectorSelector> read = Walk.selectors(again);
        if (!hold(written) || !hold(read) || written.size() != read.size()) {
            throw withheld();
        }
        return new Enclosed(again, text);
    }

    private static void check(Expr node) {
        OutputLabels.check(node);
        ImplicitSelectors.check(node);
    }

    private Expr enclosed(Expr node, Set<VectorSelector> untold) {
        return node instanceof VectorSelector selector ? selectors.enclose(selector, untold.contains(selector)) : node;
    }

    /** The selectors, by identity, whose bounds must not be told by the labels of an answer. */
    private static Set<VectorSelector> untold(Expr query) {
        List<VectorSelector> found = new ArrayList<>(0);
        Walk.preorder(query, node -> {
            if (node instanceof Call call && ABSENT.contains(call.function().name())) {
                call.args().forEach(argument -> addSelector(argument, found));
            }
        });
        if (found.isEmpty()) {
            return Set.of();
        }
        Set<VectorSelector> untold = Collections.newSetFromMap(new IdentityHashMap<>());
        untold.addAll(found);
        return untold;
    }

    /** Engines look through parentheses. */
    private static void addSelector(Expr argument, List<VectorSelector> found) {
        Expr inner = argument;
        while (inner instanceof ParenExpr parentheses) {
            inner = parentheses.expr();
        }
        if (inner instanceof MatrixSelector matrix) {
            found.add(matrix.selector());
        } else if (inner instanceof VectorSelector selector) {
            found.add(selector);
        }
    }

    private boolean hold(List<VectorSelector> found) {
        for (VectorSelector selector : found) {
            if (!selectors.encloses(selector)) {
                return false;
            }
        }
        return true;
    }

    private Expr reparse(String text) {
        try {
            return PromqlParser.parse(text, REPARSE);
        } catch (PromqlException e) {
            throw withheld();
        }
    }

    private Problem withheld() {
        bounds.failures().withheld(bounds.tenant());
        return Problem.of(
                Kind.INTERNAL,
                "query.not-enforceable",
                "This query could not be held to the tenant with certainty, so it was not run. Please report it.");
    }
}
