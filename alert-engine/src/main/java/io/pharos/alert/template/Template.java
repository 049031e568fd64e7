package io.pharos.alert.template;

import io.pharos.alert.template.syntax.TemplateParser;
import io.pharos.alert.template.syntax.TemplateTree;

/** The template of a label or an annotation, which was read and can be expanded any number of times. */
public final class Template {
    private final TemplateTree tree;

    private Template(TemplateTree tree) {
        this.tree = tree;
    }

    /** Refuses with a {@link io.pharos.alert.template.syntax.TemplateSyntaxException}. */
    public static Template parse(String text) {
        return new Template(TemplateParser.parse(text, TemplateWords.VOCABULARY));
    }

    TemplateTree tree() {
        return tree;
    }
}
