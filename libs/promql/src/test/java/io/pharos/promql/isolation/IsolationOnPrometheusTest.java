package io.pharos.promql.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Dialect;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.dialect.DialectCheck;
import io.pharos.promql.enforce.EnforcedQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * An enforced query on an engine that two tenants share answers what the query as written answers on an engine that
 * holds only the tenant's own series.
 */
class IsolationOnPrometheusTest {
    private static final DialectCheck ENGINE =
            DialectCheck.of(Dialect.parse("prometheus-2.42").orElseThrow());

    @SuppressWarnings("NullAway.Init")
    private static SharedAndOwn engines;

    @BeforeContainer
    static void start() throws IOException, InterruptedException {
        engines = SharedAndOwn.start();
    }

    @AfterContainer
    static void stop() {
        engines.close();
    }

    @Provide
    Arbitrary<String> queries() {
        return GeneratedQueries.all();
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void answersOnlyFromTheTenantsOwnSeries(@ForAll("queries") String query, @ForAll boolean overRange) {
        Expr parsed = parse(query);
        ENGINE.check(parsed);

        SharedAndOwn.Comparison compared =
                engines.compare(query, EnforcedQuery.of(TwoTenants.OWN, parsed).text(), overRange);

        assertThat(compared.agree()).as(compared::toString).isTrue();
    }

    @Example
    void theTestSeesTheLeakOfAnUnvisitedParameter() {
        RandomGenerator<String> queries = GeneratedQueries.all().generator(1000);
        Random random = new Random(1);
        List<SharedAndOwn.Comparison> leaks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String query = queries.next(random).value();
            SharedAndOwn.Comparison compared =
                    engines.compare(query, LeakyFence.enforce(TwoTenants.OWN, parse(query)), false);
            if (!compared.agree()) {
                leaks.add(compared);
            }
        }

        assertThat(leaks)
                .isNotEmpty()
                .allSatisfy(leak -> assertThat(leak.query()).containsAnyOf("topk", "bottomk", "quantile"));
    }

    @Example
    void theOtherTenantsValueCanBeReadThroughTheLeak() {
        String query = "quantile(scalar(secret_revenue) / 1000, label_replace(vector(0), \"i\", \"0\", \"\", \"\")"
                + " or label_replace(vector(1), \"i\", \"1\", \"\", \"\"))";

        assertThat(engines.compare(query, LeakyFence.enforce(TwoTenants.OWN, parse(query)), false)
                        .agree())
                .isFalse();
        assertThat(engines.compare(
                                query,
                                EnforcedQuery.of(TwoTenants.OWN, parse(query)).text(),
                                false)
                        .agree())
                .isTrue();
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParserOptions.everything());
    }
}
