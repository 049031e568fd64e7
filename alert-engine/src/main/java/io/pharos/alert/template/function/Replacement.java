package io.pharos.alert.template.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.pharos.wire.relabel.GroupReferences;

/** Replaces matches by a template in Go's notation: {@code $1}, {@code ${name}}, {@code $$}; unknown groups are empty. */
final class Replacement {
    private final Pattern pattern;
    private final String template;
    private final Budget budget;

    Replacement(Pattern pattern, String template, Budget budget) {
        this.pattern = pattern;
        this.template = template;
        this.budget = budget;
    }

    String in(String text) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = pattern.matcher(text);
        int from = 0;
        while (matcher.find()) {
            budget.step();
            out.append(text, from, matcher.start());
            out.append(GroupReferences.expand(template, matcher));
            budget.text(out.length());
            from = matcher.end();
        }
        return out.append(text, from, text.length()).toString();
    }
}
