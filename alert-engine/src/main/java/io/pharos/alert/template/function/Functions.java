package io.pharos.alert.template.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All functions by their names; {@code and} and {@code or}, which do not look at all their arguments, are the executor's. */
public final class Functions {
    /** Functions that decide which of their arguments are evaluated. */
    public static final Set<String> LAZY = Set.of("and", "or");

    private static final Map<String, TemplateFunction> ALL = all();

    private Functions() {}

    public static TemplateFunction named(String name) {
        TemplateFunction function = ALL.get(name);
        if (function == null) {
            throw new IllegalArgumentException("the parser lets no unknown function pass: " + name);
        }
        return function;
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, TemplateFunction> all() {
        Map<String, TemplateFunction> all = new HashMap<>();
        all.putAll(Comparisons.functions());
        all.putAll(Collections.functions());
        all.putAll(Texts.functions());
        all.putAll(Escapes.functions());
        all.putAll(Humanized.functions());
        all.putAll(Times.functions());
        all.putAll(Queries.functions());
        return Map.copyOf(all);
    }
}
