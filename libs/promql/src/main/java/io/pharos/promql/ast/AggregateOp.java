package io.pharos.promql.ast;

import org.jspecify.annotations.Nullable;

/** The aggregation operators, with the type of their parameter. */
public enum AggregateOp {
    AVG("avg"),
    BOTTOMK("bottomk", ValueType.SCALAR),
    COUNT("count"),
    COUNT_VALUES("count_values", ValueType.STRING),
    GROUP("group"),
    MAX("max"),
    MIN("min"),
    QUANTILE("quantile", ValueType.SCALAR),
    STDDEV("stddev"),
    STDVAR("stdvar"),
    SUM("sum"),
    TOPK("topk", ValueType.SCALAR),
    LIMITK("limitk", ValueType.SCALAR),
    LIMIT_RATIO("limit_ratio", ValueType.SCALAR);

    private final String symbol;
    private final @Nullable ValueType param;

    AggregateOp(String symbol) {
        this(symbol, null);
    }

    AggregateOp(String symbol, @Nullable ValueType param) {
        this.symbol = symbol;
        this.param = param;
    }

    public String symbol() {
        return symbol;
    }

    public boolean takesParam() {
        return param != null;
    }

    /** The parameter's type, or null where there is no parameter. */
    public @Nullable ValueType param() {
        return param;
    }

    /** Whether Prometheus has it only behind its switch for experimental functions. */
    public boolean experimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
