package io.pharos.billing.plan;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.period.Proration.Share;
import io.pharos.billing.plan.Line.Item;
import io.pharos.billing.rating.SpendLimits;
import io.pharos.billing.rating.model.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rating as a pure function, {@code usage × plan × period → lines}: the same input gives the same lines, whenever and
 * wherever it is run. Fees, minimums, maximums and the commitment are due for the active share of the period.
 */
public record Rater(PricePlan plan) {
    private static final String COMMITMENT = "commitment";

    /** Everything that a period costs. */
    public RatedPeriod rate(UsageStatement usage, BilledPeriod period) {
        Share share = period.share(plan.proration(), plan.zone());
        List<Line> lines = new ArrayList<>();
        plan.fees().forEach(fee -> lines.add(recurring(fee, share)));
        List<Line> charged = charges(usage, share, true);
        lines.addAll(charged);
        plan.committed().flatMap(c -> missing(c, charged, share)).ifPresent(lines::add);
        return new RatedPeriod(plan.version(), plan.currency(), period, lines);
    }

    /** What the usage so far costs, while the period goes on: neither fees nor minimums are due, the maximum holds. */
    public RatedPeriod soFar(UsageStatement usage, BilledPeriod period) {
        Share share = period.share(plan.proration(), plan.zone());
        return new RatedPeriod(plan.version(), plan.currency(), period, charges(usage, share, false));
    }

    private List<Line> charges(UsageStatement usage, Share share, boolean closing) {
        return plan.charges().stream()
                .flatMap(c -> new ChargeLines(plan, c).of(usage.of(c.meter()), limits(c, share, closing)).stream())
                .toList();
    }

    private static SpendLimits limits(Charge charge, Share share, boolean closing) {
        SpendLimits limits = charge.limits().prorated(share);
        return closing ? limits : new SpendLimits(null, limits.maximum());
    }

    private Line recurring(RecurringFee fee, Share share) {
        BigDecimal exact = share.of(fee.amount());
        Item item = new Item(fee.code(), fee.name(), fee.tax());
        return Line.of(LineKind.RECURRING, item, exact, feeWords(fee, share, exact), plan);
    }

    private Optional<Line> missing(Commitment commitment, List<Line> charged, Share share) {
        BigDecimal minimum = plan.rounding().apply(share.of(commitment.minimum()));
        Money sum = Money.sum(charged.stream().map(Line::amount).toList(), plan.currency());
        Optional<Step> step = new SpendLimits(minimum, null).trueUp(sum.amount());
        Item item = new Item(COMMITMENT, "Commitment", commitment.tax());
        return step.map(s -> Line.of(LineKind.COMMITMENT, item, s.amount(), s.toString(), plan));
    }

    private static String feeWords(RecurringFee fee, Share share, BigDecimal exact) {
        String part = share.isWhole() ? "" : " " + Decimals.plain(fee.amount()) + " × " + share + " of the period";
        return "fee" + part + " = " + Decimals.plain(exact);
    }
}
