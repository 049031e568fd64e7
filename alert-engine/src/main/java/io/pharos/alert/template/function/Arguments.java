package io.pharos.alert.template.function;

import io.pharos.alert.template.value.Value;
import java.util.List;

/** A call's arguments, taken as the types that the function wants. */
public record Arguments(String function, List<Value> values) {
    public Arguments {
        values = List.copyOf(values);
    }

    public int count() {
        return values.size();
    }

    Value get(int index) {
        return values.get(index);
    }

    String text(int index) {
        if (get(index) instanceof Value.Text text) {
            return text.value();
        }
        throw wrongType(index, "string");
    }

    long whole(int index) {
        if (get(index) instanceof Value.Whole whole) {
            return whole.value();
        }
        throw wrongType(index, "int");
    }

    /** A number, or a text that holds one, as Prometheus's {@code convertToFloat} takes it. */
    double number(int index) {
        return switch (get(index)) {
            case Value.Decimal decimal -> decimal.value();
            case Value.Whole whole -> whole.value();
            case Value.Span span -> span.value().toNanos() / 1e9;
            case Value.Text text -> parse(text.value());
            case Value.Nothing _,
                    Value.Truth _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Texts _,
                    Value.Entries _,
                    Value.Structure _ ->
                throw fail("can't convert " + get(index).type() + " to float");
        };
    }

    List<Value> items(int index) {
        if (get(index) instanceof Value.Items items) {
            return items.values();
        }
        throw wrongType(index, "template.queryResult");
    }

    Value.Structure sample(int index) {
        if (get(index) instanceof Value.Structure structure
                && structure.fields().containsKey("Labels")) {
            return structure;
        }
        throw wrongType(index, "*template.sample");
    }

    ExpansionException fail(String problem) {
        return new ExpansionException("error calling " + function + ": " + problem);
    }

    private ExpansionException wrongType(int index, String wanted) {
        return fail("wrong type for value; expected " + wanted + "; got "
                + get(index).type());
    }

    private double parse(String text) {
        return switch (text) {
            case "Inf", "+Inf", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
            case "NaN", "nan" -> Double.NaN;
            default -> parseFinite(text);
        };
    }

    private double parseFinite(String text) {
        try {
            if (!text.isEmpty() && "0123456789.".indexOf(text.charAt(text.length() - 1)) >= 0) {
                return Double.parseDouble(text.strip().equals(text) ? text : "");
            }
        } catch (NumberFormatException e) {
            throw fail("parsing \"" + text + "\": invalid syntax");
        }
        throw fail("parsing \"" + text + "\": invalid syntax");
    }
}
