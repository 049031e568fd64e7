package io.pharos.alert.template.function;

import io.pharos.alert.template.value.Value;
import java.util.Map;
import java.util.function.IntPredicate;

/** {@code eq} and its like; as in Go, a whole number is never compared with another kind of number. */
final class Comparisons {
    private Comparisons() {}

    static Map<String, TemplateFunction> functions() {
        return Map.of(
                "not",
                        TemplateFunction.of(
                                1, (args, _) -> new Value.Truth(!args.get(0).isTrue())),
                "eq", TemplateFunction.atLeast(2, (args, _) -> new Value.Truth(equalsAny(args))),
                "ne", TemplateFunction.of(2, (args, _) -> new Value.Truth(!equal(args, args.get(0), args.get(1)))),
                "lt", ordered("lt", order -> order < 0),
                "le", ordered("le", order -> order <= 0),
                "gt", ordered("gt", order -> order > 0),
                "ge", ordered("ge", order -> order >= 0));
    }

    private static boolean equalsAny(Arguments args) {
        for (int i = 1; i < args.count(); i++) {
            if (equal(args, args.get(0), args.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Arguments args, Value left, Value right) {
        if (left instanceof Value.Nothing || right instanceof Value.Nothing) {
            return left.equals(right);
        }
        requireComparable(args, left);
        requireComparable(args, right);
        if (left.getClass() != right.getClass()) {
            throw args.fail("incompatible types for comparison");
        }
        // Two NaNs differ, which records would not see.
        return left instanceof Value.Decimal a && right instanceof Value.Decimal b
                ? a.value() == b.value()
                : left.equals(right);
    }

    private static void requireComparable(Arguments args, Value value) {
        if (value instanceof Value.Items
                || value instanceof Value.Texts
                || value instanceof Value.Entries
                || value instanceof Value.Structure) {
            throw args.fail("non-comparable type " + value.type());
        }
    }

    private static TemplateFunction ordered(String name, IntPredicate holds) {
        return TemplateFunction.of(2, (args, _) -> {
            if (isNaN(args.get(0)) || isNaN(args.get(1))) {
                // Go computes ge as not lt, and gt as not le.
                return new Value.Truth(name.startsWith("g"));
            }
            return new Value.Truth(holds.test(order(args, args.get(0), args.get(1))));
        });
    }

    private static int order(Arguments args, Value left, Value right) {
        if (left instanceof Value.Whole a && right instanceof Value.Whole b) {
            return Long.compare(a.value(), b.value());
        }
        if (left instanceof Value.Decimal a && right instanceof Value.Decimal b) {
            return a.value() == b.value() ? 0 : Double.compare(a.value(), b.value());
        }
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof Value.Span a && right instanceof Value.Span b) {
            return a.value().compareTo(b.value());
        }
        boolean same = left.getClass() == right.getClass();
        throw args.fail(same ? "invalid type for comparison" : "incompatible types for comparison");
    }

    private static boolean isNaN(Value value) {
        return value instanceof Value.Decimal decimal && Double.isNaN(decimal.value());
    }
}
