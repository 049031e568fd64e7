package io.pharos.promql.print;

import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;

/** Writes a selector's matchers, sorted by their text. */
final class Matchers {
    private Matchers() {}

    static void append(StringBuilder out, VectorSelector selector) {
        List<String> texts = new ArrayList<>(selector.matchers().size());
        for (LabelMatcher matcher : selector.matchers()) {
            if (!isName(matcher, selector.name())) {
                StringBuilder text = new StringBuilder();
                Fragments.matcher(text, matcher);
                texts.add(text.toString());
            }
        }
        if (texts.isEmpty()) {
            return;
        }
        texts.sort(Matchers::compareAsBytes);
        char separator = '{';
        for (String text : texts) {
            out.append(separator).append(text);
            separator = ',';
        }
        out.append('}');
    }

    /** Whether the matcher says no more than the name before the braces. */
    private static boolean isName(LabelMatcher matcher, String name) {
        return matcher.op() == LabelMatcher.Op.EQUAL
                && !name.isEmpty()
                && matcher.value().equals(name)
                && matcher.name().equals(LabelMatcher.METRIC_NAME);
    }

    /** The order of the texts' UTF-8, which is that of their characters, and not of Java's char. */
    private static int compareAsBytes(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean oneIsWide = Character.isSurrogate(x) != Character.isSurrogate(y);
                return oneIsWide == (x < y) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
