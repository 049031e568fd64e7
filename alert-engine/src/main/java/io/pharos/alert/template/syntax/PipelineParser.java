package io.pharos.alert.template.syntax;

import io.pharos.alert.template.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads pipelines: declarations, commands and their operands. */
final class PipelineParser {
    private final TokenReader tokens;
    private final Set<String> functions;

    PipelineParser(TokenReader tokens, Set<String> functions) {
        this.tokens = tokens;
        this.functions = functions;
    }

    /** Up to the closing token, which is consumed; {@code maxVariables} is 2 for a range. */
    Pipeline parse(String where, Type close, int maxVariables, Scope scope) {
        tokens.enter();
        int position = tokens.peek().position();
        List<String> variables = new ArrayList<>();
        boolean assigns = declaration(variables, maxVariables, where, scope);
        List<Command> commands = new ArrayList<>();
        do {
            commands.add(command(where, scope));
        } while (tokens.skip(Type.PIPE));
        tokens.expect(close, where);
        requireFunctions(commands);
        if (!assigns) {
            variables.forEach(scope::declare);
        }
        tokens.leave();
        return new Pipeline(variables, assigns, commands, position);
    }

    /** Whether variables are assigned rather than declared. */
    private boolean declaration(List<String> variables, int max, String where, Scope scope) {
        if (!tokens.peek().is(Type.VARIABLE) || !isDeclaration(tokens.peekSecond(), max)) {
            return false;
        }
        List<Token> named = new ArrayList<>(List.of(tokens.next()));
        if (tokens.skip(Type.COMMA)) {
            named.add(tokens.expect(Type.VARIABLE, where));
        }
        Token sign = tokens.next();
        if (!sign.is(Type.DECLARE) && !sign.is(Type.ASSIGN)) {
            throw TokenReader.unexpected(sign, where);
        }
        named.forEach(token -> variables.add(token.text()));
        if (sign.is(Type.ASSIGN)) {
            named.forEach(scope::require);
        }
        return sign.is(Type.ASSIGN);
    }

    private static boolean isDeclaration(Token second, int max) {
        return second.is(Type.DECLARE) || second.is(Type.ASSIGN) || (max > 1 && second.is(Type.COMMA));
    }

    private Command command(String where, Scope scope) {
        List<Operand> operands = new ArrayList<>();
        int position = tokens.peek().position();
        while (startsOperand(tokens.peek())) {
            if (!operands.isEmpty() && !tokens.peek().spaced()) {
                throw TokenReader.unexpected(tokens.peek(), "operand");
            }
            operands.add(operand(scope));
        }
        if (operands.isEmpty()) {
            throw tokens.peek().is(Type.PIPE) || tokens.peek().is(Type.CLOSE)
                    ? new TemplateSyntaxException(position, "missing value for " + where)
                    : TokenReader.unexpected(tokens.peek(), where);
        }
        return new Command(operands, position);
    }

    private static boolean startsOperand(Token token) {
        return switch (token.type()) {
            case DOT, FIELD, VARIABLE, WORD, NUMBER, STRING, CHARACTER, LEFT_PAREN -> true;
            case TEXT, OPEN, CLOSE, PIPE, RIGHT_PAREN, COMMA, DECLARE, ASSIGN, END -> false;
        };
    }

    private Operand operand(Scope scope) {
        Token token = tokens.peek();
        Operand base = token.is(Type.FIELD) ? new Operand.Dot() : term(tokens.next(), scope);
        List<String> fields = new ArrayList<>();
        boolean first = token.is(Type.FIELD);
        while (tokens.peek().is(Type.FIELD) && (first || !tokens.peek().spaced())) {
            fields.add(tokens.next().text());
            first = false;
        }
        if (fields.isEmpty()) {
            return base;
        }
        if (isLiteral(base)) {
            throw new TemplateSyntaxException(token.position(), "unexpected . after term " + token.described());
        }
        return new Operand.Fields(base, fields, token.position());
    }

    private Operand term(Token token, Scope scope) {
        return switch (token.type()) {
            case DOT -> new Operand.Dot();
            case VARIABLE -> {
                scope.require(token);
                yield new Operand.Variable(token.text());
            }
            case WORD -> word(token);
            case NUMBER -> Numbers.read(token);
            case STRING -> new Operand.Quoted(token.text());
            case CHARACTER -> new Operand.Whole(token.text().codePointAt(0));
            case LEFT_PAREN -> new Operand.Group(parse("parenthesized pipeline", Type.RIGHT_PAREN, 0, scope));
            case TEXT, OPEN, CLOSE, FIELD, PIPE, RIGHT_PAREN, COMMA, DECLARE, ASSIGN, END ->
                throw TokenReader.unexpected(token, "operand");
        };
    }

    private Operand word(Token token) {
        return switch (token.text()) {
            case "nil" -> new Operand.Nil();
            case "true" -> new Operand.Truth(true);
            case "false" -> new Operand.Truth(false);
            default -> function(token);
        };
    }

    private Operand function(Token token) {
        if (!functions.contains(token.text())) {
            throw new TemplateSyntaxException(token.position(), "function \"" + token.text() + "\" not defined");
        }
        return new Operand.Name(token.text(), token.position());
    }

    private static boolean isLiteral(Operand base) {
        return switch (base) {
            case Operand.Nil _, Operand.Truth _, Operand.Whole _, Operand.Decimal _, Operand.Quoted _ -> true;
            case Operand.Dot _, Operand.Variable _, Operand.Name _, Operand.Fields _, Operand.Group _ -> false;
        };
    }

    /** Only a function takes the value of the command before it; a value that cannot be called takes no arguments. */
    private static void requireFunctions(List<Command> commands) {
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            Operand first = command.operands().getFirst();
            if (first instanceof Operand.Nil && command.operands().size() == 1) {
                throw new TemplateSyntaxException(command.position(), "nil is not a command");
            }
            boolean given = i > 0 || command.operands().size() > 1;
            if (given && !(first instanceof Operand.Name)) {
                throw new TemplateSyntaxException(
                        command.position(), "arguments are given to something that is no function");
            }
        }
    }
}
