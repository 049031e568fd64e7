package io.pharos.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.gateway.api.PreparedQueries.Prepared;
import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedQuery;
import org.junit.jupiter.api.Test;

class PreparedQueriesTest {
    private static final Bounds ACME = Bounds.of(new TenantId("acme"));
    private static final Bounds INITECH = Bounds.of(new TenantId("initech"));
    private static final Dialect DIALECT = Dialect.parse("prometheus-2.42").orElseThrow();

    private final PreparedQueries queries = new PreparedQueries();
    private int prepared;

    private Prepared get(Bounds bounds, String text) {
        return queries.get(bounds, DIALECT, text, () -> {
            prepared++;
            Expr query = PromqlParser.parse(text, ParserOptions.everything());
            return new Prepared(query, text, EnforcedQuery.of(bounds, query));
        });
    }

    @Test
    void preparesAQueryOnceForTheSameBounds() {
        // One listener, as the gateway has: bounds are equal then.
        Bounds bounds = ACME.within(new Environment("prod"));
        assertThat(get(bounds, "up")).isSameAs(get(ACME.within(new Environment("prod")), "up"));
        assertThat(prepared).isEqualTo(1);
    }

    @Test
    void nobodyGetsWhatWasEnforcedForAnother() {
        assertThat(get(ACME, "up").enforced().text()).isEqualTo("up{tenant_id=\"acme\"}");
        assertThat(get(INITECH, "up").enforced().text()).isEqualTo("up{tenant_id=\"initech\"}");
        assertThat(get(ACME.within(new Environment("dev")), "up").enforced().text())
                .isEqualTo("up{env=\"dev\",tenant_id=\"acme\"}");
    }

    @Test
    void refusesAnew() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> get(ACME, "up{tenant_id=\"initech\"}")).isInstanceOf(Problem.class);
        }
        assertThat(prepared).isEqualTo(2);
    }

    @Test
    void forgetsWhatWasAskedLongestAgo() {
        get(ACME, "up");
        for (int i = 0; i < PreparedQueries.MOST; i++) {
            get(ACME, "m" + i);
        }
        get(ACME, "up");
        assertThat(prepared).isEqualTo(PreparedQueries.MOST + 2);
    }
}
