package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An exact price as the sum of its steps: whoever reads the steps can add them up himself. */
public record Priced(List<Step> steps) {
    public static final Priced NOTHING = new Priced(List.of());

    public Priced {
        steps = List.copyOf(steps);
    }

    public static Priced of(Step... steps) {
        return new Priced(List.of(steps));
    }

    public BigDecimal amount() {
        return Decimals.sum(steps.stream().map(Step::amount).toList());
    }

    public Priced plus(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Priced(more);
    }

    /** The arithmetic: each step with its amount, and the sum where there are several. */
    public String words() {
        if (steps.isEmpty()) {
            return "nothing to charge = 0";
        }
        String all = steps.stream().map(Step::toString).collect(Collectors.joining("; "));
        return steps.size() == 1 ? all : all + "; sum = " + Decimals.plain(amount());
    }
}
