package io.pharos.bench.promql;

import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.promql.print.Printer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time and, with {@code -prof gc}, bytes for one query of a dashboard, over a mix of them. {@code wall} is what the
 * gateway does: parse, enforce (which walks, prints and parses again), and take the text. The median is what counts on
 * a machine that others use as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PromqlBenchmark {
    private static final TenantId TENANT = new TenantId("acme");
    private static final ParserOptions OPTIONS = ParserOptions.everything();

    private final List<String> queries = Dashboards.queries();
    private final List<Expr> parsed =
            queries.stream().map(query -> PromqlParser.parse(query, OPTIONS)).toList();
    private int turn;

    @Benchmark
    public Expr parse() {
        return PromqlParser.parse(queries.get(next()), OPTIONS);
    }

    @Benchmark
    public EnforcedQuery enforce() {
        return EnforcedQuery.of(TENANT, parsed.get(next()));
    }

    @Benchmark
    public String print() {
        return Printer.print(parsed.get(next()));
    }

    @Benchmark
    public String wall() {
        return EnforcedQuery.of(TENANT, PromqlParser.parse(queries.get(next()), OPTIONS))
                .text();
    }

    private int next() {
        turn = (turn + 1) % queries.size();
        return turn;
    }
}
