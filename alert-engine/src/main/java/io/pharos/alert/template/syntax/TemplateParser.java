package io.pharos.alert.template.syntax;

import io.pharos.alert.template.syntax.Token.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads Go's text/template: texts, actions, if, range, with, define, template, block, break and continue. Refuses with
 * a {@link TemplateSyntaxException}, and throws nothing else, whatever the text is.
 */
public final class TemplateParser {
    private static final String ROOT = "$";

    private final TokenReader tokens;
    private final PipelineParser pipelines;
    private final Map<String, List<Node>> definitions = new HashMap<>();
    private int loops;

    private TemplateParser(TokenReader tokens, PipelineParser pipelines) {
        this.tokens = tokens;
        this.pipelines = pipelines;
    }

    /** The tree of a template that names nothing outside the vocabulary. */
    public static TemplateTree parse(String source, Vocabulary vocabulary) {
        if (source.length() > vocabulary.maxLength()) {
            throw new TemplateSyntaxException(
                    vocabulary.maxLength(), "template is longer than " + vocabulary.maxLength() + " characters");
        }
        TokenReader tokens = new TokenReader(Lexer.tokens(source), vocabulary.maxDepth());
        TemplateParser parser = new TemplateParser(tokens, new PipelineParser(tokens, vocabulary.functions()));
        Scope scope = new Scope(vocabulary.variables());
        scope.declare(ROOT);
        List<Node> nodes = parser.nodes(scope);
        if (!tokens.peek().is(Type.END)) {
            throw TokenReader.unexpected(tokens.peekSecond(), "template");
        }
        return new TemplateTree(nodes, parser.definitions);
    }

    /** Up to {@code end}, {@code else} or the end of the text, none of which is consumed. */
    private List<Node> nodes(Scope scope) {
        tokens.enter();
        List<Node> nodes = new ArrayList<>();
        while (!tokens.peek().is(Type.END) && !atBlockEnd()) {
            if (tokens.peek().is(Type.TEXT)) {
                nodes.add(new Node.Text(tokens.next().text()));
            } else {
                tokens.expect(Type.OPEN, "template");
                action(nodes, scope);
            }
        }
        tokens.leave();
        return nodes;
    }

    private boolean atBlockEnd() {
        Token second = tokens.peekSecond();
        return tokens.peek().is(Type.OPEN) && (second.isWord("end") || second.isWord("else"));
    }

    private void action(List<Node> nodes, Scope scope) {
        Token word = tokens.peek();
        switch (word.is(Type.WORD) ? word.text() : "") {
            case "if", "with", "range" -> nodes.add(control(tokens.next().text(), scope));
            case "define" -> define();
            case "template" -> nodes.add(include(scope));
            case "block" -> nodes.add(block(scope));
            case "break" -> nodes.add(jump(new Node.Break()));
            case "continue" -> nodes.add(jump(new Node.Continue()));
            default -> nodes.add(new Node.Action(pipelines.parse("command", Type.CLOSE, 1, scope)));
        }
    }

    private Node control(String keyword, Scope scope) {
        tokens.enter();
        int mark = scope.mark();
        boolean loop = keyword.equals("range");
        Pipeline pipeline = pipelines.parse(keyword, Type.CLOSE, loop ? 2 : 1, scope);
        loops += loop ? 1 : 0;
        int inside = scope.mark();
        List<Node> then = nodes(scope);
        scope.backTo(inside);
        loops -= loop ? 1 : 0;
        List<Node> otherwise = otherwise(keyword, scope);
        scope.backTo(mark);
        tokens.leave();
        return switch (keyword) {
            case "if" -> new Node.If(pipeline, then, otherwise);
            case "with" -> new Node.With(pipeline, then, otherwise);
            default -> new Node.Range(pipeline, then, otherwise);
        };
    }

    /** What follows {@code else}; {@code else if} and {@code else with} share the end of what they stand in. */
    private List<Node> otherwise(String keyword, Scope scope) {
        Token open = tokens.next();
        if (open.is(Type.END)) {
            throw TokenReader.unexpected(open, keyword);
        }
        if (tokens.next().isWord("end")) {
            tokens.expect(Type.CLOSE, "end");
            return List.of();
        }
        if (!keyword.equals("range") && tokens.peek().isWord(keyword)) {
            tokens.next();
            return List.of(control(keyword, scope));
        }
        tokens.expect(Type.CLOSE, "else");
        List<Node> nodes = nodes(scope);
        end(keyword);
        return nodes;
    }

    private void define() {
        Token define = tokens.next();
        String name = tokens.expect(Type.STRING, "define clause").text();
        tokens.expect(Type.CLOSE, "define clause");
        definition(define, name);
    }

    private Node include(Scope scope) {
        Token template = tokens.next();
        String name = tokens.expect(Type.STRING, "template clause").text();
        if (tokens.skip(Type.CLOSE)) {
            return new Node.Include(name, null, template.position());
        }
        Pipeline argument = pipelines.parse("template clause", Type.CLOSE, 1, scope);
        return new Node.Include(name, argument, template.position());
    }

    private Node block(Scope scope) {
        Token block = tokens.next();
        String name = tokens.expect(Type.STRING, "block clause").text();
        Pipeline argument = pipelines.parse("block clause", Type.CLOSE, 1, scope);
        definition(block, name);
        return new Node.Include(name, argument, block.position());
    }

    /** The body of a definition sees no variables but its own dot, and no loop around it. */
    private void definition(Token at, String name) {
        int outer = loops;
        loops = 0;
        List<Node> body = nodes(new Scope(Set.of(ROOT)));
        end("define clause");
        loops = outer;
        if (definitions.putIfAbsent(name, body) != null) {
            throw new TemplateSyntaxException(at.position(), "multiple definition of template \"" + name + "\"");
        }
    }

    private Node jump(Node node) {
        Token word = tokens.next();
        if (loops == 0) {
            throw new TemplateSyntaxException(word.position(), "{{" + word.text() + "}} outside {{range}}");
        }
        tokens.expect(Type.CLOSE, word.text());
        return node;
    }

    private void end(String where) {
        Token open = tokens.next();
        Token word = tokens.next();
        if (!open.is(Type.OPEN) || !word.isWord("end")) {
            throw TokenReader.unexpected(word, where);
        }
        tokens.expect(Type.CLOSE, "end");
    }
}
