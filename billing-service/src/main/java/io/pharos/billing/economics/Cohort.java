package io.pharos.billing.economics;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Customers won in one month, and how many of them were still there after 0, 1, 2 … months. */
public record Cohort(YearMonth won, List<Integer> remaining) {
    public Cohort {
        remaining = List.copyOf(remaining);
        if (remaining.isEmpty() || remaining.getFirst() <= 0) {
            throw new IllegalArgumentException("a cohort begins with at least one customer: " + won);
        }
    }

    /** From how many were there after so many months; months in which nobody was count as none, until the last month. */
    static Cohort of(YearMonth won, YearMonth last, Map<Integer, Integer> after) {
        List<Integer> remaining = new ArrayList<>();
        for (int month = 0; !won.plusMonths(month).isAfter(last); month++) {
            remaining.add(after.getOrDefault(month, 0));
        }
        return new Cohort(won, remaining);
    }

    /** The retention curve: fractions of the customers at the start, the first of them 1. */
    public List<BigDecimal> retention() {
        BigDecimal start = BigDecimal.valueOf(remaining.getFirst());
        return remaining.stream()
                .map(n -> CustomerValue.ratio(BigDecimal.valueOf(n), start).orElseThrow())
                .toList();
    }
}
