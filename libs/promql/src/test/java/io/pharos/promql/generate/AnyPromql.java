package io.pharos.promql.generate;

import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.check.Functions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;

/** Valid queries over all of Prometheus 3's syntax: every function, modifier, quoting and keyword. */
public final class AnyPromql {
    private static final int DEPTH = 4;

    private final Choices choose;

    private AnyPromql(Choices choose) {
        this.choose = choose;
    }

    public static Arbitrary<String> queries() {
        return Choices.all().map(choices -> new AnyPromql(choices).query());
    }

    private String query() {
        return choose.of(
                () -> vector(DEPTH),
                () -> vector(DEPTH),
                () -> vector(DEPTH),
                () -> scalar(DEPTH),
                () -> matrix(DEPTH),
                this::string);
    }

    private String vector(int depth) {
        if (depth == 0) {
            return instant();
        }
        int inner = depth - 1;
        return choose.of(
                this::instant,
                () -> call(ValueType.VECTOR, inner),
                () -> call(ValueType.VECTOR, inner),
                () -> aggregation(inner),
                () -> matched(inner),
                () -> "(" + vector(inner) + ") " + choose.of("and", "or", "unless") + " ignoring " + labels() + " ("
                        + vector(inner) + ")",
                () -> "(" + vector(inner) + ") " + choose.of("*", "-", "^", "!=") + " " + scalar(inner) + " # note\n",
                () -> choose.of("-", "+") + "(" + vector(inner) + ")");
    }

    private String scalar(int depth) {
        if (depth == 0) {
            return number();
        }
        int inner = depth - 1;
        return choose.of(
                this::number,
                () -> call(ValueType.SCALAR, inner),
                () -> scalar(inner) + " " + choose.of("+", "-", "*", "/", "%", "^", "< bool", "atan2") + " "
                        + scalar(inner),
                () -> "-(" + scalar(inner) + ")");
    }

    private String matrix(int depth) {
        if (depth == 0 || choose.below(2) == 0) {
            return selector() + "[" + duration() + "]" + mode() + modifiers();
        }
        return "(" + vector(depth - 1) + ")[" + duration() + ":" + choose.of("", "1m", "step()") + "]" + modifiers();
    }

    private String number() {
        return choose.of(
                "1", "0", "1.5", ".5", "5.", "0x1F", "0755", "1_000", "1e-7", "123e300", "NaN", "5m", "1h30m",
                "1d3s4ms");
    }

    private String string() {
        return choose.of(
                "\"a\"",
                "'b'",
                "`c\\d`",
                "\"q\\\"uo'te\"",
                "'\\x41\\u00e9\\U0001F600'",
                "\"\\n\\t\"",
                "\"\\xff\"",
                "\"$1 é 你好\"");
    }

    private String duration() {
        return choose.of(
                "5m",
                "1h30m",
                "300",
                "0x10",
                "5m + step()",
                "max_of(step(), 1m) * 2",
                "range() / 3",
                "2 ^ 3",
                "-(-5m)");
    }

    private String label() {
        return choose.of(
                "job",
                "_x",
                "le",
                "by",
                "on",
                "offset",
                "\"a.b\"",
                "'quo\"ted'",
                "\"日本\"",
                "sum",
                "start",
                "tenant_id");
    }

    private String labels() {
        return choose.of(() -> "()", () -> "(" + label() + ")", () -> "(" + label() + ", " + label() + ",)");
    }

    private String matcher() {
        return label() + choose.of("=", "!=", "=~", " !~ ") + choose.of("\"a\"", "'b|c'", "`.+`", "\"\"");
    }

    private String selector() {
        return choose.of(
                this::name,
                () -> name() + "{" + matcher() + "}",
                () -> "{__name__=~\"x.+\", " + matcher() + ",}",
                () -> "{\"quoted.name\", " + matcher() + "," + matcher() + "}");
    }

    private String name() {
        return choose.of(
                "up", "a:b:c", "_", "sum", "by", "offset", "start", "step", "anchored", "fill", "info", "http_total");
    }

    private String instant() {
        return "(" + selector() + mode() + modifiers() + ")";
    }

    private String mode() {
        return choose.below(8) == 1 ? choose.of(" anchored", " smoothed") : "";
    }

    private String modifiers() {
        return choose.sometimes(
                " offset 5m",
                " offset -1w",
                " offset 30",
                " offset (5m * 2)",
                " offset -step()",
                " @ 1700000000.123",
                " @ -5",
                " @ start() offset 1h",
                " offset 1h @ end()");
    }

    private String call(ValueType type, int depth) {
        List<Function> functions = Functions.all().stream()
                .filter(function ->
                        function.returnType() == type && !function.name().equals("info"))
                .sorted(Comparator.comparing(Function::name))
                .toList();
        Function function = functions.get(choose.below(functions.size()));
        List<String> arguments = new ArrayList<>();
        for (ValueType wanted : function.argTypes()) {
            arguments.add(argument(wanted, depth));
        }
        if (function.name().startsWith("label_") || function.name().equals("histogram_quantiles")) {
            arguments.set(1, choose.of("\"dst\"", "'dst2'"));
        }
        return function.name() + "(" + String.join(", ", arguments) + ")";
    }

    private String argument(ValueType type, int depth) {
        return switch (type) {
            case VECTOR -> vector(depth);
            case SCALAR -> scalar(depth);
            case MATRIX -> matrix(depth);
            case STRING -> string();
        };
    }

    private String aggregation(int inner) {
        return choose.of(
                () -> choose.of("sum", "count", "stddev", "group") + choose.of(" by ", " without ") + labels() + " ("
                        + vector(inner) + ")",
                () -> choose.of("topk", "quantile", "limitk", "limit_ratio") + "(" + scalar(inner) + ", "
                        + vector(inner) + ") by " + labels(),
                () -> "count_values(\"value\", " + vector(inner) + ")");
    }

    private String matched(int inner) {
        String how = choose.of(
                "",
                " on (job)",
                " on () group_left ()",
                " ignoring (\"a.b\", le) group_right (x)",
                " on (job) fill (0)",
                " ignoring (le) fill_left (1) fill_right (2)",
                " fill (-1)");
        return "(" + vector(inner) + ") " + choose.of("+", "*", "/", "^", "==", "> bool", "</", ">/", "atan2") + how
                + " (" + vector(inner) + ")";
    }
}
