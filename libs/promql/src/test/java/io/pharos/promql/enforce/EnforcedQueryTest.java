package io.pharos.promql.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Walk;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnforcedQueryTest {
    private static final TenantId ACME = new TenantId("acme");

    @Test
    void isMadeByEnforcementOnly() {
        for (Class<?> type : List.of(EnforcedQuery.class, EnforcedSelectors.class)) {
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                assertThat(Modifier.isPrivate(constructor.getModifiers())).isTrue();
            }
        }
    }

    @Test
    void itsTreeIsThatOfItsText() {
        EnforcedQuery query = EnforcedQuery.of(ACME, parse("sum by (job) (rate(up[5m])) > 0"));

        assertThat(query.tenant()).isEqualTo(ACME);
        assertThat(query.text()).isEqualTo("sum by (job) (rate(up{tenant_id=\"acme\"}[5m])) > 0");
        assertThat(Walk.same(query.expr(), parse(query.text()))).isTrue();
    }

    @Test
    void enforcingTwiceChangesNothing() {
        EnforcedQuery once = EnforcedQuery.of(ACME, parse("topk(scalar(a), b offset 5m)"));

        assertThat(EnforcedQuery.of(ACME, once.expr()).text()).isEqualTo(once.text());
    }

    @Test
    void anotherTenantsEnforcedQueryIsRefused() {
        EnforcedQuery theirs = EnforcedQuery.of(new TenantId("initech"), parse("up"));

        assertThatThrownBy(() -> EnforcedQuery.of(ACME, theirs.expr()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.FORBIDDEN);
                    assertThat(problem.code()).isEqualTo("query.foreign-tenant");
                    assertThat(problem.detail()).doesNotContain("initech");
                });
    }

    @Test
    void whatIsNotEnclosedIsWithheldAndCounted() {
        List<TenantId> told = new ArrayList<>();
        QueryFence fence = new QueryFence(Bounds.of(ACME).telling(told::add));

        for (String doubtful :
                List.of("up", "topk(scalar(a), b{tenant_id=\"acme\"})", "up{tenant_id=\"acme\",tenant_id=~\".*\"}")) {
            assertThatThrownBy(() -> fence.vouch(parse(doubtful)))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.INTERNAL));
        }
        assertThat(told).containsExactly(ACME, ACME, ACME);
    }

    /** Its canonical text grows a sign each time that it is read, which changes nothing: no reason to withhold it. */
    @Test
    void aTextThatPrintsDifferentlyButSaysTheSameIsLetThrough() {
        assertThat(EnforcedQuery.of(ACME, parse("Inf ^ up")).text()).isEqualTo("+Inf ^ up{tenant_id=\"acme\"}");
    }

    @Test
    void longChainsAreEnclosedToTheirLastOperand() {
        String chain = "up" + " + up".repeat(4_000);

        EnforcedQuery query = EnforcedQuery.of(ACME, parse(chain));

        assertThat(query.text()).isEqualTo(chain.replace("up", "up{tenant_id=\"acme\"}"));
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParserOptions.everything());
    }
}
