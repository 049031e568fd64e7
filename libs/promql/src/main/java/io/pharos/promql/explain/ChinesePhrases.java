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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explanations in Chinese. */
final class ChinesePhrases implements Phrases {
    private static final String CALCULATED = "计算得出的时长";

    /** A space where Chinese meets another script, and nothing beside punctuation; no text holds this character. */
    private static final String SOFT = "\uE000";

    private static final Pattern BESIDE_PUNCTUATION =
            Pattern.compile("\uE000+(?=[,。、()]|$)|(?<=[,。、()])\uE000+|^\uE000+");
    private static final Pattern BETWEEN = Pattern.compile("\uE000+");

    @Override
    public String step(int number) {
        return "步骤 " + number + SOFT;
    }

    @Override
    public String value(String literal) {
        return soft(literal);
    }

    @Override
    public String selector(VectorSelector selector) {
        return finish("选择" + series(selector) + time(selector.at(), selector.offset()) + "。");
    }

    @Override
    public String range(MatrixSelector matrix) {
        VectorSelector selector = matrix.selector();
        String mode = switch (selector.mode()) {
            case PLAIN -> "";
            case ANCHORED -> ",并包含该范围之前的最后一个样本";
            case SMOOTHED -> ",并在两端估算数值";
        };
        return finish("选择" + series(selector) + ",取" + last(matrix.span()) + "内的全部样本" + mode
                + time(selector.at(), selector.offset()) + "。");
    }

    @Override
    public String subquery(SubqueryExpr subquery, String operand) {
        String every = subquery.step().isNone() ? "默认步长" : soft(Spans.text(subquery.step(), CALCULATED));
        return finish("在" + last(subquery.span()) + "内,每隔" + every + "对" + operand + "求值一次"
                + time(subquery.at(), subquery.offset()) + "。");
    }

    @Override
    public String call(Call call, List<String> operands) {
        String template = FunctionWords.of(call.function().name()).chinese();
        return finish(FunctionWords.fill(template, operands, nothing(call)));
    }

    @Override
    public String aggregation(AggregateExpr aggregate, String parameter, String operand) {
        return finish(grouping(aggregate) + aggregated(aggregate, parameter, operand) + "。");
    }

    @Override
    public String operation(BinaryExpr binary, String left, String right) {
        VectorMatching matching = binary.matching();
        return finish(operator(binary, left, right) + (matching == null ? "" : matching(matching)));
    }

    @Override
    public String sign(String operand) {
        return finish("将" + operand + "的符号取反。");
    }

    @Override
    public String literal(String text) {
        return finish("值" + text + "。");
    }

    private static String last(TimeSpan span) {
        return span instanceof TimeSpan.Fixed ? "最近" + soft(Spans.text(span, "")) : "计算得出的时间范围";
    }

    private static String series(VectorSelector selector) {
        String labels = selector.matchers().stream()
                .filter(matcher -> selector.name().isEmpty() || !matcher.name().equals(LabelMatcher.METRIC_NAME))
                .map(ChinesePhrases::matcher)
                .collect(Collectors.joining("且"));
        String which = labels.isEmpty() ? "" : "满足" + labels + "的";
        return selector.name().isEmpty()
                ? which + (which.isEmpty() ? "所有时间序列" : "时间序列")
                : "指标" + soft(selector.name()) + (which.isEmpty() ? "的" : "中" + which) + "时间序列";
    }

    private static String matcher(LabelMatcher matcher) {
        String name = matcher.name().equals(LabelMatcher.METRIC_NAME) ? "指标名" : "标签" + soft(matcher.name());
        String verb = switch (matcher.op()) {
            case EQUAL -> "等于";
            case NOT_EQUAL -> "不等于";
            case REGEX -> "匹配正则";
            case NOT_REGEX -> "不匹配正则";
        };
        return name + verb + (matcher.value().isEmpty() ? "空值" : soft("\"" + matcher.value() + "\""));
    }

    private static String time(@Nullable At at, TimeSpan offset) {
        String fixed = switch (at) {
            case null -> "";
            case At.Timestamp timestamp -> ",时刻固定为" + soft(Spans.text(timestamp));
            case At.Bound bound -> bound == At.Bound.START ? ",时刻固定为查询的开始时间" : ",时刻固定为查询的结束时间";
        };
        if (offset.isNone()) {
            return fixed;
        }
        return fixed + (Spans.isNegative(offset) ? ",向后偏移" : ",向前偏移") + soft(Spans.text(offset, CALCULATED));
    }

    /** What an argument stands for that was left out. */
    private static String nothing(Call call) {
        return switch (call.function().name()) {
            case "info" -> soft("target_info");
            case "round" -> soft("1");
            default -> "求值时刻";
        };
    }

    private static String aggregated(AggregateExpr aggregate, String parameter, String operand) {
        return switch (aggregate.op()) {
            case SUM -> "将" + operand + "的值相加";
            case AVG -> "求" + operand + "的平均值";
            case MIN -> "取" + operand + "的最小值";
            case MAX -> "取" + operand + "的最大值";
            case COUNT -> "统计" + operand + "的序列数";
            case GROUP -> "为" + operand + "的每个分组返回 1";
            case STDDEV -> "求" + operand + "的标准差";
            case STDVAR -> "求" + operand + "的方差";
            case TOPK -> "保留" + operand + "中值最大的" + parameter + "个序列";
            case BOTTOMK -> "保留" + operand + "中值最小的" + parameter + "个序列";
            case QUANTILE -> "求" + operand + "的" + parameter + "分位数";
            case COUNT_VALUES -> "统计" + operand + "中每个值出现的次数,并将该值写入标签" + parameter;
            case LIMITK -> "任意保留" + operand + "中的" + parameter + "个序列";
            case LIMIT_RATIO -> "按比例" + parameter + "保留" + operand + "的序列";
        };
    }

    private static String grouping(AggregateExpr aggregate) {
        String labels = names(aggregate.grouping());
        if (aggregate.without()) {
            return labels.isEmpty() ? "按全部标签分组," : "按除" + labels + "之外的标签分组,";
        }
        return labels.isEmpty() ? "对全部序列," : "按" + labels + "分组,";
    }

    private static String operator(BinaryExpr binary, String left, String right) {
        return switch (binary.op()) {
            case ADD -> "将" + left + "与" + right + "相加。";
            case SUB -> "从" + left + "中减去" + right + "。";
            case MUL -> "将" + left + "乘以" + right + "。";
            case DIV -> "将" + left + "除以" + right + "。";
            case MOD -> "求" + left + "除以" + right + "的余数。";
            case POW -> "求" + left + "的" + right + "次幂。";
            case ATAN2 -> "求" + left + "与" + right + "之比的反正切角。";
            case EQL -> compared(binary, left + "等于" + right);
            case NEQ -> compared(binary, left + "不等于" + right);
            case GTR -> compared(binary, left + "大于" + right);
            case LSS -> compared(binary, left + "小于" + right);
            case GTE -> compared(binary, left + "大于或等于" + right);
            case LTE -> compared(binary, left + "小于或等于" + right);
            case TRIM_UPPER -> "去掉" + left + "的直方图中高于" + right + "的观测值。";
            case TRIM_LOWER -> "去掉" + left + "的直方图中低于" + right + "的观测值。";
            case AND -> "保留" + left + "中在" + right + "里有匹配的序列。";
            case OR -> "取" + left + "的全部序列,以及" + right + "中没有匹配的序列。";
            case UNLESS -> "保留" + left + "中在" + right + "里没有匹配的序列。";
        };
    }

    private static String compared(BinaryExpr binary, String condition) {
        boolean gives = binary.returnBool() || binary.type() == ValueType.SCALAR;
        return gives ? "若" + condition + "则返回 1,否则返回 0。" : "只保留" + condition + "的序列。";
    }

    private static String matching(VectorMatching matching) {
        return pairs(matching) + many(matching) + fills(matching);
    }

    private static String pairs(VectorMatching matching) {
        String labels = names(matching.labels());
        if (matching.on()) {
            return labels.isEmpty() ? "所有序列相互匹配。" : "标签" + labels + "的值相同的序列相互匹配。";
        }
        return labels.isEmpty() ? "标签完全相同的序列相互匹配。" : "除" + labels + "外标签相同的序列相互匹配。";
    }

    private static String many(VectorMatching matching) {
        if (!matching.card().isGrouped()) {
            return "";
        }
        boolean left = matching.card() == VectorMatching.Cardinality.MANY_TO_ONE;
        String sides = left ? "左侧多个序列可对应右侧一个序列" : "右侧多个序列可对应左侧一个序列";
        return matching.include().isEmpty() ? sides + "。" : sides + ",并带上其标签" + names(matching.include()) + "。";
    }

    private static String fills(VectorMatching matching) {
        String left = matching.fillLeft() == null
                ? ""
                : "左侧缺失时按" + soft(matching.fillLeft().toString()) + "计。";
        return matching.fillRight() == null
                ? left
                : left + "右侧缺失时按" + soft(matching.fillRight().toString()) + "计。";
    }

    private static String names(List<String> labels) {
        return labels.isEmpty() ? "" : soft(String.join("、", labels));
    }

    private static String soft(String text) {
        return SOFT + text + SOFT;
    }

    private static String finish(String sentence) {
        return BETWEEN.matcher(BESIDE_PUNCTUATION.matcher(sentence).replaceAll(""))
                .replaceAll(" ");
    }
}
