package io.pharos.alert.template;

import io.pharos.alert.template.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The variables of a running template; the nearest of a name is meant. */
final class Variables {
    private record Variable(String name, Value value) {}

    private final List<Variable> stack = new ArrayList<>();

    int mark() {
        return stack.size();
    }

    void backTo(int mark) {
        stack.subList(mark, stack.size()).clear();
    }

    void declare(String name, Value value) {
        stack.add(new Variable(name, value));
    }

    void assign(String name, Value value) {
        stack.set(indexOf(name), new Variable(name, value));
    }

    Value get(String name) {
        return stack.get(indexOf(name)).value();
    }

    private int indexOf(String name) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the parser lets no unknown variable pass: " + name);
    }
}
