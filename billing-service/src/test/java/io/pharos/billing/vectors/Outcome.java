package io.pharos.billing.vectors;

import io.pharos.billing.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the production types say to a vector: the values, and the lines where a vector states them. */
record Outcome(List<String> values, List<Map<String, String>> lines) {
    static Outcome of(BigDecimal value) {
        return new Outcome(List.of(value.toPlainString()), List.of());
    }

    static Outcome of(Object... values) {
        return new Outcome(List.of(values).stream().map(Object::toString).toList(), List.of());
    }

    static Outcome of(BigDecimal value, List<BigDecimal> lines) {
        return of(value)
                .with(lines.stream()
                        .map(line -> Map.of("amount", line.toPlainString()))
                        .toList());
    }

    static Outcome of(Money value, List<Money> lines) {
        return of(value.amount(), lines.stream().map(Money::amount).toList());
    }

    Outcome with(List<Map<String, String>> stated) {
        return new Outcome(values, stated);
    }
}
