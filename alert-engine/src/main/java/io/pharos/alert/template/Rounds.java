package io.pharos.alert.template;

import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.value.Value;
import java.util.List;
import java.util.function.LongFunction;

/** What a range goes over: a list, a map in the order of its keys, or the whole numbers below one. */
record Rounds(long count, LongFunction<Value> keys, LongFunction<Value> values) {
    static Rounds over(Value value) {
        return switch (value) {
            case Value.Items items -> list(items.values());
            case Value.Texts texts ->
                map(
                        List.copyOf(texts.entries().keySet()),
                        texts.entries().values().stream()
                                .<Value>map(Value.Text::new)
                                .toList());
            case Value.Entries map ->
                map(
                        List.copyOf(map.entries().keySet()),
                        List.copyOf(map.entries().values()));
            case Value.Whole whole -> new Rounds(Math.max(0, whole.value()), Value.Whole::new, Value.Whole::new);
            case Value.Nothing _ -> list(List.of());
            case Value.Truth _, Value.Decimal _, Value.Text _, Value.Moment _, Value.Span _, Value.Structure _ ->
                throw new ExpansionException("range can't iterate over a value of type " + value.type());
        };
    }

    Value key(long round) {
        return keys.apply(round);
    }

    Value value(long round) {
        return values.apply(round);
    }

    private static Rounds list(List<Value> values) {
        return new Rounds(values.size(), Value.Whole::new, i -> values.get((int) i));
    }

    private static Rounds map(List<String> keys, List<Value> values) {
        return new Rounds(keys.size(), i -> new Value.Text(keys.get((int) i)), i -> values.get((int) i));
    }
}
