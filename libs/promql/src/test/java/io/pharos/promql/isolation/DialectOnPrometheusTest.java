package io.pharos.promql.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Dialect;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.dialect.DialectCheck;
import io.pharos.promql.dialect.Unsupported;
import io.pharos.promql.generate.AnyPromql;
import io.pharos.promql.print.Printer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** What the dialect check lets through, the engine reads; what it refuses, the engine refuses as well. */
class DialectOnPrometheusTest {
    private static final DialectCheck CHECK =
            DialectCheck.of(Dialect.parse("prometheus-2.42").orElseThrow());

    @SuppressWarnings("NullAway.Init")
    private static Prometheus engine;

    @BeforeContainer
    static void start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "dialect");
        engine = Prometheus.holding(TwoTenants.openMetrics(List.of(TwoTenants.OWN)), folder);
    }

    @AfterContainer
    static void stop() {
        engine.close();
    }

    @Provide
    Arbitrary<String> queries() {
        return AnyPromql.queries();
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void theEngineKnowsWhatWeSayItKnows(@ForAll("queries") String query) {
        Expr expr = PromqlParser.parse(query, ParserOptions.everything());
        List<Unsupported> unsupported = CHECK.unsupported(expr);
        String text = Printer.print(expr);
        Statistics.collect(unsupported.isEmpty());

        String answer = engine.get("/api/v1/format_query", Map.of("query", text));

        assertThat(answer.contains("\"status\":\"success\""))
                .as("%s: %s, %s", text, unsupported, answer)
                .isEqualTo(unsupported.isEmpty());
    }
}
