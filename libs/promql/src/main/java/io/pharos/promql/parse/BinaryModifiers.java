package io.pharos.promql.parse;

import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorMatching.Cardinality;
import io.pharos.promql.lex.Token;
import io.pharos.promql.lex.TokenType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands between a binary operator and its right operand: {@code bool}, matching, grouping, fill values. */
record BinaryModifiers(boolean returnBool, @Nullable VectorMatching matching) {
    private static final BinaryModifiers NONE = new BinaryModifiers(false, null);

    /** How the operands match, as written or by default. */
    VectorMatching matching(BinaryOp op) {
        return matching == null ? VectorMatching.standard(op) : matching;
    }

    static BinaryModifiers read(ParseContext context, Grouping grouping, BinaryOp op) {
        TokenStream tokens = context.tokens();
        boolean returnBool = tokens.at(TokenType.BOOL);
        if (returnBool) {
            tokens.shift();
        }
        return switch (tokens.peek()) {
            case ON, IGNORING, FILL, FILL_LEFT, FILL_RIGHT ->
                new BinaryModifiers(returnBool, new Reader(context, grouping, op).read());
            default -> returnBool ? new BinaryModifiers(true, null) : NONE;
        };
    }

    private static final class Reader {
        private final ParseContext context;
        private final TokenStream tokens;
        private final Grouping grouping;
        private Cardinality card;
        private List<String> labels = List.of();
        private boolean on;
        private List<String> include = List.of();
        private @Nullable Double fillLeft;
        private @Nullable Double fillRight;

        Reader(ParseContext context, Grouping grouping, BinaryOp op) {
            this.context = context;
            this.tokens = context.tokens();
            this.grouping = grouping;
            this.card = op.isSet() ? Cardinality.MANY_TO_MANY : Cardinality.ONE_TO_ONE;
        }

        VectorMatching read() {
            if (tokens.at(TokenType.ON) || tokens.at(TokenType.IGNORING)) {
                on = tokens.shift().is(TokenType.ON);
                labels = grouping.labels();
                readGroup();
            }
            readFill();
            return new VectorMatching(card, labels, on, include, fillLeft, fillRight);
        }

        private void readGroup() {
            if (!tokens.at(TokenType.GROUP_LEFT) && !tokens.at(TokenType.GROUP_RIGHT)) {
                return;
            }
            card = tokens.shift().is(TokenType.GROUP_LEFT) ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
            boolean labelsFollow = tokens.at(TokenType.LEFT_PAREN) || !Operators.startsExpression(tokens.peek());
            include = labelsFollow ? grouping.labels() : List.of();
        }

        private void readFill() {
            switch (tokens.peek()) {
                case FILL -> {
                    tokens.shift();
                    fillLeft = value();
                    fillRight = fillLeft;
                }
                case FILL_LEFT -> {
                    tokens.shift();
                    fillLeft = value();
                    fillRight = valueAfter(TokenType.FILL_RIGHT);
                }
                case FILL_RIGHT -> {
                    tokens.shift();
                    fillRight = value();
                    fillLeft = valueAfter(TokenType.FILL_LEFT);
                }
                default -> {}
            }
        }

        private @Nullable Double valueAfter(TokenType keyword) {
            if (!tokens.at(keyword)) {
                return null;
            }
            tokens.shift();
            return value();
        }

        private double value() {
            tokens.expect(TokenType.LEFT_PAREN);
            double sign = 1;
            if (tokens.at(TokenType.ADD) || tokens.at(TokenType.SUB)) {
                sign = tokens.shift().is(TokenType.SUB) ? -1 : 1;
            }
            while (!tokens.at(TokenType.NUMBER) && !tokens.at(TokenType.DURATION)) {
                tokens.reject();
            }
            Token literal = tokens.shift();
            double value = literal.is(TokenType.DURATION) ? context.seconds(literal) : context.number(literal);
            tokens.expect(TokenType.RIGHT_PAREN);
            return value * sign;
        }
    }
}
