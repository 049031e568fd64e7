package io.pharos.promql.parse;

import io.pharos.promql.ParserOptions;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.check.Findings;
import io.pharos.promql.lex.Lexer;
import io.pharos.promql.lex.TokenType;
import io.pharos.promql.series.SeriesDescription;
import java.util.Optional;
import java.util.function.Function;

/** Reads a whole text; what is wrong with it goes to the findings, and then the result is not to be used. */
public final class Parse {
    private Parse() {}

    /** An expression; not type-checked. */
    public static Optional<Expr> expression(Findings findings, ParserOptions options) {
        return whole(findings, options, false, context -> {
            if (context.tokens().at(TokenType.EOF)) {
                context.error(SourceRange.NONE, "no expression found in input");
                throw GiveUp.NOW;
            }
            return new ExprParser(context).expression();
        });
    }

    /** A selector of series and nothing more. */
    public static Optional<VectorSelector> selector(Findings findings, ParserOptions options) {
        return whole(findings, options, false, context -> new Selectors(context).selector());
    }

    /** A series description, as rule tests have it. */
    public static Optional<SeriesDescription> series(Findings findings, ParserOptions options) {
        return whole(findings, options, true, context -> new SeriesParser(context).description());
    }

    private static <T> Optional<T> whole(
            Findings findings, ParserOptions options, boolean series, Function<ParseContext, T> rule) {
        if (findings.query().length > options.maxLength()) {
            findings.add(SourceRange.NONE, "query is longer than " + options.maxLength() + " bytes");
            return Optional.empty();
        }
        TokenStream tokens = new TokenStream(new Lexer(findings.query(), series), findings, options.maxDepth());
        ParseContext context = new ParseContext(tokens, findings, options);
        try {
            return Optional.of(toTheEnd(context, rule));
        } catch (GiveUp e) {
            return Optional.empty();
        }
    }

    private static <T> T toTheEnd(ParseContext context, Function<ParseContext, T> rule) {
        TokenStream tokens = context.tokens();
        try {
            T result = rule.apply(context);
            while (!tokens.atEnd()) {
                if (tokens.recovering()) {
                    tokens.skip();
                } else {
                    throw SyntaxError.HERE;
                }
            }
            return result;
        } catch (SyntaxError e) {
            tokens.caught("", "");
            // What is left is still cut into tokens, to find what is wrong with those.
            while (!tokens.atEnd()) {
                tokens.skip();
            }
            throw GiveUp.NOW;
        }
    }
}
