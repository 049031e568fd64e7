package io.pharos.promql.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.generate.AnyPromql;
import io.pharos.promql.generate.Normal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class EveryBuilderQueryTest {
    @Provide
    Arbitrary<String> queries() {
        return AnyPromql.queries();
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void whatFitsMeansTheSame(@ForAll("queries") String query) {
        Expr expr = parse(query);
        Reading reading = BuilderReader.read(expr);
        Statistics.collect(reading.getClass().getSimpleName());

        if (reading instanceof Reading.Fits fits) {
            assertThat(BuilderTree.read(BuilderTree.write(fits.query()))).isEqualTo(fits.query());
            assertThat(Walk.same(Normal.bare(fits.query().expr()), Normal.bare(expr)))
                    .as(fits.query().promql())
                    .isTrue();
        }
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParserOptions.everything());
    }
}
