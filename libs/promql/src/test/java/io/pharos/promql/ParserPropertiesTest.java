package io.pharos.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.ast.Walk;
import io.pharos.promql.print.ParseTreeJson;
import io.pharos.promql.print.Prettifier;
import io.pharos.promql.print.Printer;
import io.pharos.promql.regex.Regex;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ParserPropertiesTest {
    private static final ParserOptions OPTIONS = ParserOptions.everything();
    private static final String SPECIAL = " (){}[],:=!~+-*/^@\"'`#059xs\n\0\u00ff";

    @Property(tries = 3000)
    void whatIsPrintedIsWhatWasParsed(@ForAll long seed) {
        Expr parsed = PromqlParser.parse(new ArbitraryQueries(seed).vector(4), OPTIONS);
        String printed = Printer.print(parsed);
        assertThat(Walk.same(sorted(PromqlParser.parse(printed, OPTIONS)), sorted(parsed)))
                .as(printed)
                .isTrue();
        assertThat(Printer.print(PromqlParser.parse(printed, OPTIONS))).isEqualTo(printed);
    }

    @Example
    void aPowerOfInfinityIsReadAgainAsTheSame() {
        Expr parsed = PromqlParser.parse("Inf ^ up", OPTIONS);
        assertThat(Printer.print(parsed)).isEqualTo("+Inf ^ up");
        assertThat(Walk.same(PromqlParser.parse("+Inf ^ up", OPTIONS), parsed)).isTrue();
        assertThat(Walk.same(PromqlParser.parse("-Inf ^ up", OPTIONS), parsed)).isFalse();
    }

    @Property(tries = 1000)
    void layoutChangesNothingButWhiteSpace(@ForAll long seed) {
        Expr parsed = PromqlParser.parse(new ArbitraryQueries(seed).vector(5), OPTIONS);
        Expr again = PromqlParser.parse(Prettifier.prettify(parsed), OPTIONS);
        assertThat(Printer.print(again)).isEqualTo(Printer.print(parsed));
    }

    @Property(tries = 3000)
    void noBytesMakeItThrowAnythingElse(@ForAll byte[] bytes) {
        neverThrowsAnythingElse(bytes);
    }

    @Property(tries = 3000)
    void noBrokenQueryMakesItThrowAnythingElse(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = new ArbitraryQueries(seed).vector(3).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
        }
        neverThrowsAnythingElse(bytes);
    }

    private static void neverThrowsAnythingElse(byte[] bytes) {
        try {
            Expr expr = PromqlParser.parse(bytes, OPTIONS);
            assertThat(ParseTreeJson.write(expr)).isNotEmpty();
        } catch (PromqlException e) {
            assertThat(e.errors()).isNotEmpty().allSatisfy(error -> {
                assertThat(error.range().start()).isBetween(0, bytes.length);
                assertThat(error.message()).isNotEmpty();
            });
        }
    }

    /**
     * re2j reads the same language with other words, so it can say whether we are right. Where it differs from Go: Go is
     * more liberal with a brace before a repetition, stricter with an escape of a letter beyond ASCII, and bounds
     * repetitions within repetitions.
     */
    @Property(tries = 5000)
    void aRegexIsBadWhereRe2SaysSo(@ForAll("regexes") String regex) {
        String problem = Regex.problem(regex);
        if (problem != null && problem.contains("invalid repeat count")) {
            return;
        }
        assertThat(problem == null).as(regex).isEqualTo(isValidRe2(regex));
        if (problem == null) {
            boolean matches = Pattern.compile(regex, Pattern.DOTALL).matches("");
            assertThat(Regex.matchesEmpty(regex)).as(regex).isEqualTo(matches);
        }
    }

    private static boolean isValidRe2(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<String> regexes() {
        return Arbitraries.of(
                        "a",
                        "b",
                        ".",
                        "*",
                        "+",
                        "?",
                        "|",
                        "(",
                        ")",
                        "(?:",
                        "(?i)",
                        "[a-z]",
                        "[^a]",
                        "\\d",
                        "\\b",
                        "\\B",
                        "^",
                        "$",
                        "{2}",
                        "{0,3}",
                        "{3,1}",
                        "\\",
                        "\\x41",
                        "\\pL",
                        "x{500}",
                        "[[:alpha:]]",
                        "\\Q.\\E",
                        "-")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
    }

    /** Printing sorts the matchers of a selector. */
    private static Expr sorted(Expr expr) {
        return Walk.rewrite(
                expr,
                node -> node instanceof VectorSelector selector
                        ? selector.withMatchers(selector.matchers().stream()
                                .sorted(Comparator.comparing(Printer::print))
                                .toList())
                        : node);
    }
}
