package io.pharos.alert.template.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The variables that are visible at a place of a template. */
final class Scope {
    private final List<String> names = new ArrayList<>();

    Scope(Collection<String> names) {
        this.names.addAll(names);
    }

    /** To be given to {@link #backTo} at the end of the block that starts here. */
    int mark() {
        return names.size();
    }

    void backTo(int mark) {
        names.subList(mark, names.size()).clear();
    }

    void declare(String name) {
        names.add(name);
    }

    void require(Token variable) {
        if (!names.contains(variable.text())) {
            throw new TemplateSyntaxException(variable.position(), "undefined variable \"" + variable.text() + "\"");
        }
    }
}
