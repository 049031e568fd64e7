package io.pharos.promql;

import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.check.Functions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Makes random queries that are well-typed, in all forms that the language has. */
final class ArbitraryQueries {
    private final Random random;
    private final List<Function> functions = new ArrayList<>(Functions.all());

    ArbitraryQueries(long seed) {
        random = new Random(seed);
        functions.sort(Comparator.comparing(Function::name));
    }

    String vector(int depth) {
        if (depth <= 0) {
            return selector() + suffixes();
        }
        return switch (random.nextInt(8)) {
            case 0 -> vector(depth - 1) + " " + operator() + " " + vector(depth - 1);
            case 1 -> "(" + vector(depth - 1) + one(" + ", " > ", " == bool ", "^") + scalar(depth - 1) + ")";
            case 2 -> "(" + vector(depth - 1) + ")";
            case 3 -> one("-", "+") + vector(depth - 1);
            case 4 -> aggregation(depth);
            case 5, 6 -> call(ValueType.VECTOR, depth);
            default -> selector() + suffixes();
        };
    }

    String scalar(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return one("(" + scalar(depth - 1) + ")", "-" + scalar(0), "scalar(" + vector(depth - 1) + ")", "time()");
        }
        return one("1", "0.5", "1e3", "5m", "1h30m", "Inf", "-3", "0x1F", "1_000");
    }

    private String matrix(int depth) {
        return random.nextInt(4) == 0
                ? "(" + vector(depth - 1) + ")[" + duration() + ":" + one("", duration()) + "]" + position()
                : selector() + "[" + duration() + "]" + one("", " anchored", " smoothed") + position();
    }

    private String aggregation(int depth) {
        String op = one("sum", "avg", "max", "group", "stddev", "topk", "quantile", "limitk", "count_values");
        String param = switch (op) {
            case "topk", "quantile", "limitk" -> scalar(depth - 1) + ", ";
            case "count_values" -> "\"value\", ";
            default -> "";
        };
        String arguments = "(" + param + vector(depth - 1) + ")";
        String grouping = one("by", "without") + " " + labels();
        return one(op + arguments, op + arguments + " " + grouping, op + " " + grouping + " " + arguments);
    }

    private String call(ValueType wanted, int depth) {
        Function function = functions.get(random.nextInt(functions.size()));
        if (function.returnType() != wanted) {
            return call(wanted, depth);
        }
        int count = function.argTypes().size() - (function.variadic() == 0 ? 0 : random.nextInt(2));
        StringJoiner arguments = new StringJoiner(", ", function.name() + "(", ")");
        for (int i = 0; i < count; i++) {
            boolean infoLabels = i == 1 && function.name().equals("info");
            arguments.add(
                    infoLabels ? "{a=\"b\"}" : argument(function.argTypes().get(i), depth));
        }
        return arguments.toString();
    }

    private String argument(ValueType type, int depth) {
        return switch (type) {
            case VECTOR -> vector(depth - 1);
            case SCALAR -> scalar(depth - 1);
            case MATRIX -> matrix(depth);
            case STRING -> one("\"text\"", "'single'", "`raw\\n`", "\"\\xff\\u00e9\\t\"");
        };
    }

    private String selector() {
        return one(
                "up",
                "job:rate5m",
                "sum",
                "{\"métrique\"}",
                "{__name__=~\"a.*\"}",
                "foo{a=\"b\",c!=\"\"}",
                "{\"a.b\",\"c d\"!~\"x|y\"}",
                "by{on=~'[0-9]+',}");
    }

    private String suffixes() {
        return one("", "", position());
    }

    private String position() {
        return one("", "", " offset " + one("5m", "-1h", "step()", "-(1m + range())"), " @ 1.5", " @ end() offset 1d");
    }

    private String duration() {
        return one("5m", "1h30m", "90", "1d - step()", "min_of(5m, range())", "2 * (1m + 3s)", "1y");
    }

    private String operator() {
        String matching = one("", "on " + labels() + " ", "ignoring (a) ");
        String arithmetic = one("+", "/", "==", "> bool", "atan2", "</", "%");
        String grouped = matching.isEmpty() ? "" : matching + one("", "group_left () ", "group_right (x) ");
        return one("and " + matching, "unless ", arithmetic + " " + grouped, "* " + matching + "fill (0) ");
    }

    private String labels() {
        return one("()", "(job)", "(job, \"a.b\")", "(by, on,)");
    }

    private String one(String... options) {
        return options[random.nextInt(options.length)];
    }
}
