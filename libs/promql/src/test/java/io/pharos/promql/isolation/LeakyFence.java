package io.pharos.promql.isolation;

import io.pharos.model.TenantId;
import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.print.Printer;
import java.util.ArrayList;
import java.util.List;

/** What label proxies do that forget an aggregation's parameter: the leak that the isolation test has to find. */
final class LeakyFence {
    private LeakyFence() {}

    static String enforce(TenantId tenant, Expr query) {
        return Printer.print(enclose(tenant, query));
    }

    private static Expr enclose(TenantId tenant, Expr node) {
        return switch (node) {
            case VectorSelector selector -> selector(tenant, selector);
            case AggregateExpr aggregate
            when aggregate.op().takesParam() ->
                aggregate.withChildren(List.of(
                        aggregate.children().getFirst(),
                        enclose(tenant, aggregate.children().getLast())));
            case Expr other ->
                other.withChildren(other.children().stream()
                        .map(child -> enclose(tenant, child))
                        .toList());
        };
    }

    /** By a regular expression, which {@code absent()} tells nobody: that is no leak, and not to be found. */
    private static VectorSelector selector(TenantId tenant, VectorSelector selector) {
        if (selector.matchers().contains(LabelMatcher.equal(TenantId.LABEL, tenant.value()))) {
            return selector;
        }
        List<LabelMatcher> matchers = new ArrayList<>(selector.matchers());
        matchers.addFirst(new LabelMatcher(LabelMatcher.Op.REGEX, TenantId.LABEL, tenant.value()));
        return selector.withMatchers(matchers);
    }
}
