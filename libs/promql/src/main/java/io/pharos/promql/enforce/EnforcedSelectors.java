package io.pharos.promql.enforce;

import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.VectorSelector;
import java.util.List;

/**
 * The {@code match[]} selectors of a request for series, labels or federation, each held to one tenant; never empty,
 * because none given means all of the tenant's own series and not all series. {@link #of} is the only way to make one.
 */
public final class EnforcedSelectors {
    private final TenantId tenant;
    private final List<String> texts;

    private EnforcedSelectors(TenantId tenant, List<String> texts) {
        this.tenant = tenant;
        this.texts = texts;
    }

    public static EnforcedSelectors of(TenantId tenant, List<String> matches) {
        return of(Bounds.of(tenant), matches);
    }

    /** Throws {@link PromqlException} for what is no selector, and a Problem for what the wall refuses. */
    public static EnforcedSelectors of(Bounds bounds, List<String> matches) {
        QueryFence fence = new QueryFence(bounds);
        List<Expr> selectors = matches.isEmpty()
                ? List.of(VectorSelector.of("", List.of()))
                : matches.stream().map(EnforcedSelectors::parse).toList();
        return new EnforcedSelectors(
                bounds.tenant(),
                selectors.stream()
                        .map(selector -> fence.enclose(selector).text())
                        .toList());
    }

    public TenantId tenant() {
        return tenant;
    }

    /** The canonical texts, one for each {@code match[]} parameter to be sent upstream. */
    public List<String> texts() {
        return texts;
    }

    @Override
    public String toString() {
        return texts.toString();
    }

    /** By the grammar of selectors, which has no modifiers, ranges or operators, and by the rules for queries. */
    private static Expr parse(String match) {
        PromqlParser.parseSelector(match, ParserOptions.everything());
        return PromqlParser.parse(match, ParserOptions.everything());
    }
}
