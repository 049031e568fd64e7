package io.pharos.alert.query;

import io.pharos.model.Problem;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.dialect.DialectCheck;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.tenancy.directory.EngineRoute;

/** Makes questions of expressions: within the tenant's wall, and in the engine's dialect. */
public final class Enforcement {
    private Enforcement() {}

    /** The question; a {@link Problem} where the engine does not know what is asked, or the wall does not hold. */
    public static Question question(EngineRoute route, Expr query) {
        DialectCheck.of(route.engine().dialect()).check(query);
        Bounds bounds = Bounds.of(route.tenant().id());
        return new Question(
                route,
                EnforcedQuery.of(route.environmentLabelled() ? bounds.within(route.environment()) : bounds, query));
    }
}
