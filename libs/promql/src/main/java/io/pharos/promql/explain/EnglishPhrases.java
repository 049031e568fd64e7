package io.pharos.promql.explain;

import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.At;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.TimeSpan;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorMatching;
import io.pharos.promql.ast.VectorSelector;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explanations in English. */
final class EnglishPhrases implements Phrases {
    private static final String CALCULATED = "a calculated time";

    @Override
    public String step(int number) {
        return "step " + number;
    }

    @Override
    public String value(String literal) {
        return literal;
    }

    @Override
    public String selector(VectorSelector selector) {
        return "Select " + series(selector) + time(selector.at(), selector.offset()) + ".";
    }

    @Override
    public String range(MatrixSelector matrix) {
        VectorSelector selector = matrix.selector();
        String mode = switch (selector.mode()) {
            case PLAIN -> "";
            case ANCHORED -> ", and the last one before them";
            case SMOOTHED -> ", and values estimated at both ends";
        };
        return "Select " + series(selector) + " with all their samples of " + last(matrix.span()) + mode
                + time(selector.at(), selector.offset()) + ".";
    }

    @Override
    public String subquery(SubqueryExpr subquery, String operand) {
        String every = subquery.step().isNone() ? "the default step" : Spans.text(subquery.step(), CALCULATED);
        return "Evaluate " + operand + " over " + last(subquery.span()) + ", once every " + every
                + time(subquery.at(), subquery.offset()) + ".";
    }

    @Override
    public String call(Call call, List<String> operands) {
        String template = FunctionWords.of(call.function().name()).english();
        return FunctionWords.fill(template, operands, nothing(call));
    }

    @Override
    public String aggregation(AggregateExpr aggregate, String parameter, String operand) {
        return aggregated(aggregate, parameter, operand) + grouping(aggregate) + ".";
    }

    @Override
    public String operation(BinaryExpr binary, String left, String right) {
        VectorMatching matching = binary.matching();
        return operator(binary, left, right) + (matching == null ? "" : matching(matching));
    }

    @Override
    public String sign(String operand) {
        return "Turn the sign of " + operand + " around.";
    }

    @Override
    public String literal(String text) {
        return "The value " + text + ".";
    }

    private static String last(TimeSpan span) {
        return span instanceof TimeSpan.Fixed ? "the last " + Spans.text(span, "") : "a calculated range";
    }

    private static String series(VectorSelector selector) {
        String name = selector.name().isEmpty() ? "all series" : "the series of " + selector.name();
        String labels = selector.matchers().stream()
                .filter(matcher -> selector.name().isEmpty() || !matcher.name().equals(LabelMatcher.METRIC_NAME))
                .map(EnglishPhrases::matcher)
                .collect(Collectors.joining(" and "));
        return labels.isEmpty() ? name : name + " whose " + labels;
    }

    private static String matcher(LabelMatcher matcher) {
        String name = matcher.name().equals(LabelMatcher.METRIC_NAME) ? "name" : "label " + matcher.name();
        String verb = switch (matcher.op()) {
            case EQUAL -> " is ";
            case NOT_EQUAL -> " is not ";
            case REGEX -> " matches ";
            case NOT_REGEX -> " does not match ";
        };
        return name + verb + (matcher.value().isEmpty() ? "empty" : "\"" + matcher.value() + "\"");
    }

    private static String time(@Nullable At at, TimeSpan offset) {
        String fixed = switch (at) {
            case null -> "";
            case At.Timestamp timestamp -> ", as of " + Spans.text(timestamp);
            case At.Bound bound -> ", as of the query's " + bound.symbol();
        };
        if (offset.isNone()) {
            return fixed;
        }
        return fixed + ", " + Spans.text(offset, CALCULATED) + (Spans.isNegative(offset) ? " later" : " earlier");
    }

    /** What an argument stands for that was left out. */
    private static String nothing(Call call) {
        return switch (call.function().name()) {
            case "info" -> "target_info";
            case "round" -> "1";
            default -> "the time of evaluation";
        };
    }

    private static String aggregated(AggregateExpr aggregate, String parameter, String operand) {
        return switch (aggregate.op()) {
            case SUM -> "Add up " + operand;
            case AVG -> "Average " + operand;
            case MIN -> "Take the smallest value of " + operand;
            case MAX -> "Take the largest value of " + operand;
            case COUNT -> "Count the series of " + operand;
            case GROUP -> "Give 1 for each group of " + operand;
            case STDDEV -> "Take the standard deviation of " + operand;
            case STDVAR -> "Take the variance of " + operand;
            case TOPK -> "Keep the " + parameter + " series with the largest values of " + operand;
            case BOTTOMK -> "Keep the " + parameter + " series with the smallest values of " + operand;
            case QUANTILE -> "Take the " + parameter + " quantile of " + operand;
            case COUNT_VALUES ->
                "Count how often each value occurs in " + operand + ", and write it into the label " + parameter;
            case LIMITK -> "Keep " + parameter + " series of " + operand + ", whichever";
            case LIMIT_RATIO -> "Keep the share " + parameter + " of the series of " + operand;
        };
    }

    private static String grouping(AggregateExpr aggregate) {
        String labels = String.join(", ", aggregate.grouping());
        if (aggregate.without()) {
            return labels.isEmpty()
                    ? ", one result for each set of labels"
                    : ", one result for each set of labels without " + labels;
        }
        return labels.isEmpty() ? ", over all series" : ", one result for each value of " + labels;
    }

    private static String operator(BinaryExpr binary, String left, String right) {
        return switch (binary.op()) {
            case ADD -> "Add " + left + " and " + right + ".";
            case SUB -> "Subtract " + right + " from " + left + ".";
            case MUL -> "Multiply " + left + " by " + right + ".";
            case DIV -> "Divide " + left + " by " + right + ".";
            case MOD -> "Take the remainder of " + left + " divided by " + right + ".";
            case POW -> "Raise " + left + " to the power of " + right + ".";
            case ATAN2 -> "Take the angle whose tangent is " + left + " over " + right + ".";
            case EQL -> compared(binary, left + " equals " + right);
            case NEQ -> compared(binary, left + " differs from " + right);
            case GTR -> compared(binary, left + " is greater than " + right);
            case LSS -> compared(binary, left + " is less than " + right);
            case GTE -> compared(binary, left + " is at least " + right);
            case LTE -> compared(binary, left + " is at most " + right);
            case TRIM_UPPER -> "Drop what the histograms of " + left + " observed above " + right + ".";
            case TRIM_LOWER -> "Drop what the histograms of " + left + " observed below " + right + ".";
            case AND -> "Keep the series of " + left + " that have a partner in " + right + ".";
            case OR -> "Take all series of " + left + ", and those of " + right + " that have no partner there.";
            case UNLESS -> "Keep the series of " + left + " that have no partner in " + right + ".";
        };
    }

    private static String compared(BinaryExpr binary, String condition) {
        boolean gives = binary.returnBool() || binary.type() == ValueType.SCALAR;
        return gives
                ? "Give 1 where " + condition + ", and 0 elsewhere."
                : "Keep the series for which " + condition + ".";
    }

    private static String matching(VectorMatching matching) {
        return pairs(matching) + many(matching) + fills(matching);
    }

    private static String pairs(VectorMatching matching) {
        String labels = String.join(", ", matching.labels());
        if (matching.on()) {
            return labels.isEmpty()
                    ? " All series are partners."
                    : " Partners are series with the same values of " + labels + ".";
        }
        return labels.isEmpty()
                ? " Partners are series with the same labels."
                : " Partners are series with the same labels, not counting " + labels + ".";
    }

    private static String many(VectorMatching matching) {
        if (!matching.card().isGrouped()) {
            return "";
        }
        boolean left = matching.card() == VectorMatching.Cardinality.MANY_TO_ONE;
        String sides = left
                ? " Several series on the left may share one on the right"
                : " Several series on the right may share one on the left";
        return matching.include().isEmpty()
                ? sides + "."
                : sides + ", and take over its labels " + String.join(", ", matching.include()) + ".";
    }

    private static String fills(VectorMatching matching) {
        String left =
                matching.fillLeft() == null ? "" : " One missing on the left counts as " + matching.fillLeft() + ".";
        return matching.fillRight() == null
                ? left
                : left + " One missing on the right counts as " + matching.fillRight() + ".";
    }
}
