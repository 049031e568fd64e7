package io.pharos.billing.budget;

import io.pharos.billing.entitlement.Standing;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much a tenant means to use of a meter, or to spend, in a billing period. At each threshold (in per cent) it is
 * told; once the budget is used up, the scope that it caps is closed in the directory until the next period.
 */
record Budget(
        String code,
        String name,
        @Nullable String meter,
        BigDecimal amount,
        List<Integer> thresholds,
        @Nullable Scope cap) {
    static final List<Integer> USUAL = List.of(50, 80, 100);

    private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MOST_THRESHOLDS = 10;
    private static final int HIGHEST = 1000;

    Budget {
        thresholds = thresholds.stream().sorted().distinct().toList();
        boolean sound = code.length() <= 64
                && WORDS.matcher(code).matches()
                && !name.isBlank()
                && name.length() <= 200
                && amount.signum() > 0
                && !thresholds.isEmpty()
                && thresholds.size() <= MOST_THRESHOLDS
                && thresholds.getFirst() > 0
                && thresholds.getLast() <= HIGHEST
                && (cap == null || Standing.CLOSABLE.contains(cap));
        if (!sound) {
            throw malformed();
        }
    }

    /** The capped scope as it is written, or null. */
    @Nullable
    String capWord() {
        return cap == null ? null : cap.value();
    }

    static Problem malformed() {
        return Problem.of(
                Kind.MALFORMED,
                "budget.malformed",
                "A budget has a code of words with hyphens, a name, an amount above 0, up to 10 thresholds from 1 to"
                        + " 1000 per cent, and may cap metrics:write, metrics:read, traces:write, logs:write, logs:read"
                        + " or reports.");
    }
}
