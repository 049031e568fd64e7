package io.pharos.promql.enforce;

import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.print.Printer;
import java.util.List;

/**
 * The matchers of one selector that came apart and not as text, held to one tenant; {@link #of} is the only way to
 * make them.
 */
public final class EnforcedMatchers {
    private final TenantId tenant;
    private final VectorSelector selector;

    private EnforcedMatchers(TenantId tenant, VectorSelector selector) {
        this.tenant = tenant;
        this.selector = selector;
    }

    /**
     * Throws {@link PromqlException} for matchers that are none, and a Problem for what the wall refuses. None given
     * means all of the tenant's series.
     */
    public static EnforcedMatchers of(Bounds bounds, List<LabelMatcher> matchers) {
        Expr selector = matchers.isEmpty() ? VectorSelector.of("", matchers) : checked(matchers);
        // What was enclosed is a selector still: enforcement adds matchers and changes nothing else.
        VectorSelector enclosed =
                (VectorSelector) new QueryFence(bounds).enclose(selector).expr();
        return new EnforcedMatchers(bounds.tenant(), enclosed);
    }

    /** Matchers obey the same rules as those that are written out: sound names, regular expressions, not all empty. */
    private static Expr checked(List<LabelMatcher> matchers) {
        return PromqlParser.parse(Printer.print(VectorSelector.of("", matchers)), ParserOptions.everything());
    }

    public TenantId tenant() {
        return tenant;
    }

    /** The tenant's own matcher is among them, once. */
    public List<LabelMatcher> matchers() {
        return selector.matchers();
    }

    /** The same as an expression. */
    public Expr expr() {
        return selector;
    }
}
