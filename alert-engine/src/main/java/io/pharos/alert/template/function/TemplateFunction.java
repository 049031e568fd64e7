package io.pharos.alert.template.function;

import io.pharos.alert.template.value.Value;

/** A function and how many arguments it takes; {@code most} is -1 for any number. */
public record TemplateFunction(int least, int most, Body body) {
    /** What it does. */
    @FunctionalInterface
    public interface Body {
        Value apply(Arguments arguments, Surroundings surroundings);
    }

    static TemplateFunction of(int count, Body body) {
        return new TemplateFunction(count, count, body);
    }

    static TemplateFunction atLeast(int count, Body body) {
        return new TemplateFunction(count, -1, body);
    }

    public Value apply(Arguments arguments, Surroundings surroundings) {
        int count = arguments.count();
        if (count < least || (most >= 0 && count > most)) {
            String wanted = (most == least ? "" : "at least ") + least;
            throw new ExpansionException(
                    "wrong number of args for " + arguments.function() + ": want " + wanted + " got " + count);
        }
        Value result = body.apply(arguments, surroundings);
        if (result instanceof Value.Text text) {
            surroundings.budget().text(text.value().length());
        }
        return result;
    }
}
