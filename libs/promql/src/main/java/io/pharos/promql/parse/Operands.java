package io.pharos.promql.parse;

import static io.pharos.promql.lex.TokenType.COMMA;
import static io.pharos.promql.lex.TokenType.LEFT_PAREN;
import static io.pharos.promql.lex.TokenType.RIGHT_PAREN;

import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.NumberLiteral;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.SourceRange;
import io.pharos.promql.ast.StringLiteral;
import io.pharos.promql.check.Functions;
import io.pharos.promql.lex.GoQuote;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads what operators stand between: literals, selectors, calls, aggregations, parentheses. */
final class Operands {
    private final ParseContext context;
    private final TokenStream tokens;
    private final ExprParser expressions;
    private final Selectors selectors;
    private final Aggregations aggregations;

    Operands(ParseContext context, ExprParser expressions, Grouping grouping) {
        this.context = context;
        this.tokens = context.tokens();
        this.expressions = expressions;
        this.selectors = new Selectors(context);
        this.aggregations = new Aggregations(context, this, grouping);
    }

    /** Reads an operand; the next token is one that starts it, and not a sign. */
    Expr read(TokenType next) {
        return switch (next) {
            case NUMBER -> number(tokens.shift());
            case DURATION -> duration(tokens.shift());
            case STRING -> string(tokens.shift());
            case LEFT_PAREN -> parentheses();
            case LEFT_BRACE -> selectors.unnamed();
            case IDENTIFIER, START, END, STEP, RANGE, MAX_OF, MIN_OF -> callOrSelector(tokens.shift());
            default -> aggregationOrSelector(tokens.shift());
        };
    }

    private Expr number(Token token) {
        return new NumberLiteral(context.number(token), false, token.range());
    }

    private Expr duration(Token token) {
        return new NumberLiteral(context.seconds(token), true, token.range());
    }

    private Expr string(Token token) {
        return new StringLiteral(context.unquoted(token), token.range());
    }

    private Expr callOrSelector(Token name) {
        return tokens.at(LEFT_PAREN) ? call(name) : selectors.named(name);
    }

    private Expr aggregationOrSelector(Token word) {
        if (word.type().isAggregator()) {
            switch (tokens.peek()) {
                case LEFT_PAREN, BY, WITHOUT -> {
                    return aggregations.read(word);
                }
                default -> {}
            }
        }
        return selectors.named(word);
    }

    private Expr call(Token name) {
        List<Expr> arguments = arguments();
        String text = context.text(name);
        Function function = Functions.find(text).orElse(Broken.FUNCTION);
        if (function.name().isEmpty()) {
            context.error(name.range(), "unknown function with name " + GoQuote.quote(text));
        } else if (function.experimental() && !context.options().experimentalFunctions()) {
            context.error(name.range(), "function " + GoQuote.quote(text) + " is not enabled");
        }
        return new Call(function, arguments, new SourceRange(name.start(), tokens.lastClosing()));
    }

    /** Arguments in parentheses; the next token must open them. */
    List<Expr> arguments() {
        tokens.expect(LEFT_PAREN);
        tokens.enter();
        try {
            List<Expr> arguments = new ArrayList<>(2);
            if (startsArguments()) {
                arguments.add(expressions.expression());
            }
            moreArguments(arguments);
            return arguments;
        } finally {
            tokens.leave();
        }
    }

    private boolean startsArguments() {
        while (!tokens.at(RIGHT_PAREN)) {
            if (Operators.startsExpression(tokens.peek())) {
                return true;
            }
            tokens.reject();
        }
        return false;
    }

    private void moreArguments(List<Expr> arguments) {
        while (!tokens.at(RIGHT_PAREN)) {
            if (!tokens.at(COMMA)) {
                tokens.reject();
                continue;
            }
            Token comma = tokens.shift();
            if (Operators.startsExpression(tokens.peek())) {
                arguments.add(expressions.expression());
            } else {
                context.error(comma.range(), "trailing commas not allowed in function call args");
            }
        }
        tokens.shift();
    }

    private Expr parentheses() {
        Token open = tokens.shift();
        tokens.enter();
        try {
            Expr inner = expressions.expression();
            while (!tokens.at(RIGHT_PAREN)) {
                if (expressions.canContinue()) {
                    inner = expressions.continued(inner);
                } else {
                    tokens.reject();
                }
            }
            return new ParenExpr(inner, open.range().to(tokens.shift().range()));
        } finally {
            tokens.leave();
        }
    }
}
