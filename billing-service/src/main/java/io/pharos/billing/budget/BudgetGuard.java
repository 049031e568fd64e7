package io.pharos.billing.budget;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.period.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what there is to tell of a budget; pure. The forecast goes on as the period has gone so far: the budget is
 * used up at {@code now + (amount − used) ÷ (used ÷ time so far)}. In the first hours of a period nothing is foretold.
 */
final class BudgetGuard {
    private static final Duration TOO_EARLY = Duration.ofHours(6);

    private BudgetGuard() {}

    /** Something to tell, once a period. */
    sealed interface Notice {
        /** By which it is told once. */
        String key();

        /** So many per cent are used. */
        record Reached(int percent) implements Notice {
            @Override
            public String key() {
                return Integer.toString(percent);
            }
        }

        /** At this rate the budget is used up then, before the period ends. */
        record WillCross(Instant at) implements Notice {
            @Override
            public String key() {
                return "forecast";
            }
        }
    }

    /** What is new to tell, and whether the budget is used up. */
    record Verdict(List<Notice> notices, boolean usedUp) {}

    static Verdict decide(Budget budget, BigDecimal used, Period period, Set<String> told, Instant now) {
        List<Notice> notices = new ArrayList<>();
        for (int percent : budget.thresholds()) {
            boolean reached = used.compareTo(Decimals.percent(BigDecimal.valueOf(percent), budget.amount())) >= 0;
            if (reached && !told.contains(Integer.toString(percent))) {
                notices.add(new Notice.Reached(percent));
            }
        }
        boolean usedUp = used.compareTo(budget.amount()) >= 0;
        if (!usedUp && !told.contains("forecast")) {
            crossing(budget.amount(), used, period, now)
                    .map(Notice.WillCross::new)
                    .ifPresent(notices::add);
        }
        return new Verdict(notices, usedUp);
    }

    /** When the budget is used up at the rate of the period so far; empty where that is not before its end. */
    static Optional<Instant> crossing(BigDecimal amount, BigDecimal used, Period period, Instant now) {
        Duration soFar = Duration.between(period.from(), now);
        if (used.signum() <= 0 || soFar.compareTo(TOO_EARLY) < 0 || used.compareTo(amount) >= 0) {
            return Optional.empty();
        }
        BigDecimal millis = amount.subtract(used)
                .multiply(BigDecimal.valueOf(soFar.toMillis()))
                .divide(used, 0, RoundingMode.CEILING);
        BigDecimal left = BigDecimal.valueOf(Duration.between(now, period.to()).toMillis());
        return millis.compareTo(left) < 0 ? Optional.of(now.plusMillis(millis.longValueExact())) : Optional.empty();
    }
}
