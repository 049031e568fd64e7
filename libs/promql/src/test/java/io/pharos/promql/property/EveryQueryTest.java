package io.pharos.promql.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.analysis.Analysis;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.promql.enforce.ForeignMatchers;
import io.pharos.promql.generate.AnyPromql;
import io.pharos.promql.generate.Normal;
import io.pharos.promql.print.Prettifier;
import io.pharos.promql.print.Printer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EveryQueryTest {
    private static final TenantId ACME = new TenantId("acme");

    @Provide
    Arbitrary<String> queries() {
        return AnyPromql.queries();
    }

    /** Queries with something cut out, doubled or put in. */
    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<String> junk = Arbitraries.of(
                "",
                "(",
                ")",
                "{",
                "}",
                "[",
                "]",
                "\"",
                "'",
                "`",
                ",",
                " by ",
                " offset ",
                "@",
                "5m",
                "\\",
                "\u0000",
                "é",
                "#",
                "\uDCFF",
                "^");
        return Combinators.combine(
                        AnyPromql.queries(),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.integers().between(0, 4),
                        junk)
                .as((query, at, length, text) -> {
                    int from = Math.min(at, query.length());
                    int to = Math.min(from + length, query.length());
                    return query.substring(0, from) + text + query.substring(to);
                });
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void printedAndParsedAgainItIsTheSame(@ForAll("queries") String query) {
        Expr expr = parse(query);
        String printed = Printer.print(expr);

        assertThat(Printer.print(parse(printed))).isEqualTo(printed);
        assertThat(Walk.same(Normal.sorted(parse(printed)), Normal.sorted(expr)))
                .as(printed)
                .isTrue();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void prettyAndParsedAgainItIsTheSame(@ForAll("queries") String query) {
        Expr expr = parse(query);

        assertThat(Printer.print(parse(Prettifier.prettify(expr)))).isEqualTo(Printer.print(expr));
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void enforcedItHasItsTenantOnceInEverySelector(@ForAll("queries") String query) {
        Expr expr = parse(query);

        EnforcedQuery enforced = EnforcedQuery.of(Bounds.of(ACME).meeting(ForeignMatchers.REPLACE), expr);

        List<VectorSelector> selectors = Walk.selectors(parse(enforced.text()));
        assertThat(selectors)
                .hasSameSizeAs(Walk.selectors(expr))
                .allSatisfy(selector -> assertThat(selector.matchers())
                        .filteredOn(matcher -> matcher.name().equals(TenantId.LABEL))
                        .hasSize(1)
                        .first()
                        .isIn(
                                LabelMatcher.equal(TenantId.LABEL, "acme"),
                                // Within absent(), which would tell of the other.
                                new LabelMatcher(LabelMatcher.Op.REGEX, TenantId.LABEL, "acme")));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void analysedItHasEverySelector(@ForAll("queries") String query) {
        Expr expr = parse(query);
        Instant start = Instant.ofEpochSecond(1_700_000_000);

        Analysis analysis = Analysis.of(expr, Window.over(start, start.plusSeconds(3600), Duration.ofMinutes(1)));

        assertThat(analysis.selectors()).extracting(use -> use.selector()).isEqualTo(Walk.selectors(expr));
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void damagedItIsReadOrRefused(@ForAll("damaged") String query) {
        try {
            assertThat(parse(Printer.print(parse(query)))).isNotNull();
        } catch (PromqlException refused) {
            assertThat(refused.errors()).isNotEmpty();
        }
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParserOptions.everything());
    }
}
