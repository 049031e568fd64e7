package io.pharos.bench.promql;

import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.Expr;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time to parse grows with the length of a query and not faster: one long chain of operators, 1 KB to 1 MB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 2)
public class LengthBenchmark {
    private static final String OPERAND = " + sum by (job) (rate(requests_total{code=~\"5..\"}[5m]))";
    private static final ParserOptions OPTIONS = ParserOptions.everything().withMaxLength(2_000_000);

    @Param({"1", "10", "100", "1000"})
    public int kilobytes;

    private String query = "1";

    @Setup
    public void prepare() {
        query = "1" + OPERAND.repeat(kilobytes * 1000 / OPERAND.length());
    }

    @Benchmark
    public Expr parse() {
        return PromqlParser.parse(query, OPTIONS);
    }
}
