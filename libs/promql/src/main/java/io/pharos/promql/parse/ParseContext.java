package io.pharos.promql.parse;

import io.pharos.promql.ParserOptions;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.check.Findings;
import io.pharos.promql.lex.Token;

/** What all parts of one parse share. */
record ParseContext(TokenStream tokens, Findings findings, ParserOptions options) {
    void error(SourceRange range, String message) {
        findings.add(range, message);
    }

    String text(Token token) {
        return token.text(findings.query());
    }

    String unquoted(Token string) {
        return Unquote.unquote(findings.query(), string);
    }

    /** The value of a {@code NUMBER}; a wrong one is noted, and the parse goes on with what Go gives. */
    double number(Token token) {
        try {
            return GoNumber.parse(text(token));
        } catch (GoNumber.Invalid e) {
            error(tokens.lastRange(), "error parsing number: " + e.getMessage());
            return e.value();
        }
    }

    /** The seconds of a {@code DURATION}; a wrong one is noted and zero. */
    double seconds(Token token) {
        try {
            return GoDuration.seconds(GoDuration.parse(text(token)));
        } catch (GoDuration.Invalid e) {
            error(token.range(), String.valueOf(e.getMessage()));
            return 0;
        }
    }
}
