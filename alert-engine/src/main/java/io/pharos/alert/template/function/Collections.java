package io.pharos.alert.template.function;

import io.pharos.alert.template.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code len}, {@code index}, {@code slice}, {@code args}, {@code call}. */
final class Collections {
    private Collections() {}

    static Map<String, TemplateFunction> functions() {
        return Map.of(
                "len", TemplateFunction.of(1, (args, _) -> new Value.Whole(length(args))),
                "index", TemplateFunction.atLeast(1, (args, _) -> index(args)),
                "slice", TemplateFunction.atLeast(1, (args, _) -> slice(args)),
                "args", TemplateFunction.atLeast(0, (args, _) -> named(args)),
                "call",
                        TemplateFunction.atLeast(1, (args, _) -> {
                            throw args.fail(
                                    "non-function of type " + args.get(0).type());
                        }));
    }

    private static long length(Arguments args) {
        return switch (args.get(0)) {
            case Value.Text text -> text.value().getBytes(StandardCharsets.UTF_8).length;
            case Value.Items items -> items.values().size();
            case Value.Texts texts -> texts.entries().size();
            case Value.Entries map -> map.entries().size();
            case Value.Nothing _ -> throw args.fail("len of nil pointer");
            case Value.Truth _, Value.Whole _, Value.Decimal _, Value.Moment _, Value.Span _, Value.Structure _ ->
                throw args.fail("len of type " + args.get(0).type());
        };
    }

    private static Value index(Arguments args) {
        Value at = args.get(0);
        for (int i = 1; i < args.count(); i++) {
            at = index(args, at, i);
        }
        return at;
    }

    private static Value index(Arguments args, Value base, int i) {
        return switch (base) {
            case Value.Items items ->
                items.values().get(position(args, i, items.values().size() - 1));
            case Value.Text text ->
                new Value.Whole(
                        text.value().charAt(position(args, i, text.value().length() - 1)));
            case Value.Texts texts -> new Value.Text(texts.entries().getOrDefault(args.text(i), ""));
            case Value.Entries map -> map.entries().getOrDefault(args.text(i), new Value.Nothing());
            case Value.Nothing _ -> throw args.fail("index of untyped nil");
            case Value.Truth _, Value.Whole _, Value.Decimal _, Value.Moment _, Value.Span _, Value.Structure _ ->
                throw args.fail("can't index item of type " + base.type());
        };
    }

    private static Value slice(Arguments args) {
        if (args.count() > 3) {
            throw args.fail("too many slice indexes: " + (args.count() - 1));
        }
        return switch (args.get(0)) {
            case Value.Text text -> {
                int to = end(args, text.value().length());
                yield new Value.Text(text.value().substring(start(args, to), to));
            }
            case Value.Items items -> {
                int to = end(args, items.values().size());
                yield new Value.Items(items.values().subList(start(args, to), to));
            }
            case Value.Nothing _,
                    Value.Truth _,
                    Value.Whole _,
                    Value.Decimal _,
                    Value.Moment _,
                    Value.Span _,
                    Value.Texts _,
                    Value.Entries _,
                    Value.Structure _ ->
                throw args.fail("can't slice item of type " + args.get(0).type());
        };
    }

    private static int start(Arguments args, int end) {
        return args.count() > 1 ? position(args, 1, end) : 0;
    }

    private static int end(Arguments args, int length) {
        return args.count() > 2 ? position(args, 2, length) : length;
    }

    private static int position(Arguments args, int argument, int last) {
        long position = args.whole(argument);
        if (position < 0 || position > last) {
            throw args.fail("index out of range: " + position);
        }
        return (int) position;
    }

    private static Value named(Arguments args) {
        SortedMap<String, Value> named = new TreeMap<>();
        List<Value> values = args.values();
        for (int i = 0; i < values.size(); i++) {
            named.put("arg" + i, values.get(i));
        }
        return new Value.Entries(named);
    }
}
