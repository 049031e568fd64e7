package io.pharos.promql;

import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.check.Checker;
import io.pharos.promql.check.Findings;
import io.pharos.promql.lex.ByteText;
import io.pharos.promql.parse.Parse;
import io.pharos.promql.series.SeriesDescription;
import java.util.Optional;

/**
 * Reads PromQL as Prometheus 3 does. Each method refuses with a {@link PromqlException} that holds all errors found,
 * and throws nothing else, whatever the text is.
 */
public final class PromqlParser {
    private PromqlParser() {}

    /** The syntax tree of a query, which is well-formed and type-checked. */
    public static Expr parse(String query, ParserOptions options) {
        return parse(ByteText.encode(query), options);
    }

    /** The same of a query as it came over the wire; its bytes need not be UTF-8. */
    public static Expr parse(byte[] query, ParserOptions options) {
        Findings findings = new Findings(query);
        Optional<Expr> expr = Parse.expression(findings, options);
        findings.throwIfAny();
        Expr parsed = expr.orElseThrow();
        new Checker(findings).check(parsed);
        findings.throwIfAny();
        return parsed;
    }

    /** A series as rule tests describe it: {@code errors_total{job="a"} 0+10x5 _ stale}. */
    public static SeriesDescription parseSeries(String description, ParserOptions options) {
        Findings findings = new Findings(ByteText.encode(description));
        Optional<SeriesDescription> parsed = Parse.series(findings, options);
        findings.throwIfAny();
        return parsed.orElseThrow();
    }

    /** A selector as {@code match[]} has it; one that matches everything is not refused here. */
    public static VectorSelector parseSelector(String selector, ParserOptions options) {
        Findings findings = new Findings(ByteText.encode(selector));
        Optional<VectorSelector> parsed = Parse.selector(findings, options);
        findings.throwIfAny();
        return parsed.orElseThrow();
    }
}
