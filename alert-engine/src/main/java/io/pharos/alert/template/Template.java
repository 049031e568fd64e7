package io.pharos.alert.template;

import io.pharos.alert.template.function.Budget;
import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.function.Surroundings;
import io.pharos.alert.template.syntax.TemplateParser;
import io.pharos.alert.template.syntax.TemplateTree;
import java.util.regex.Pattern;

/**
 * The template of a label or an annotation, which was read and can be expanded any number of times, in bounded time
 * and space: Go's text/template with the functions and variables of Prometheus ({@code template/template.go}) and
 * vmalert.
 */
public final class Template {
    private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern CHANGING =
            Pattern.compile("query|now|[lL]abels(?!\\.[A-Za-z])|(?<![\\w$)])\\.(?![A-Za-z0-9])");

    private final String text;
    private final TemplateTree tree;

    private Template(String text, TemplateTree tree) {
        this.text = text;
        this.tree = tree;
    }

    /** Refuses with a {@link io.pharos.alert.template.syntax.TemplateSyntaxException}. */
    public static Template parse(String text) {
        return new Template(text, TemplateParser.parse(text, TemplateWords.VOCABULARY));
    }

    /** Whether it holds no actions, so that its expansion is its text. */
    public boolean isPlain() {
        return !text.contains("{{");
    }

    /** Whether its expansion is its text, and there is some: an empty one takes a label away. */
    public boolean addsPlainText() {
        return isPlain() && !text.isEmpty();
    }

    /**
     * Whether it says the same for the same value and the same labels but for the metric's name: it asks neither engine
     * nor clock, and of labels only single ones. Where that cannot be seen at once, it is not.
     */
    public boolean isSteady() {
        return ACTION.matcher(text)
                .results()
                .noneMatch(action -> CHANGING.matcher(action.group(1)).find());
    }

    /** The text; refuses with an {@link ExpansionException}. */
    public String expand(TemplateData data, TemplateLimits limits) {
        if (isPlain()) {
            return text;
        }
        Budget budget = new Budget(limits.maxSteps(), limits.maxText(), limits.time(), System::nanoTime);
        Surroundings surroundings = new Surroundings(data.now(), data.externalUrl(), data.queries(), budget);
        return new Execution(tree, surroundings, limits.maxIncludes()).run(data);
    }

    /** The text, or in its place what went wrong: an alert fires whether its words can be found or not. */
    public String expandOrTell(TemplateData data, TemplateLimits limits) {
        try {
            return expand(data, limits);
        } catch (ExpansionException e) {
            return "<error expanding template: " + e.problem() + ">";
        }
    }
}
