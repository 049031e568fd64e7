package io.pharos.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.period.BillingCalendar;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.yaml.PlanReader;
import io.pharos.billing.plan.yaml.ShippedPlan;
import io.pharos.billing.rating.model.Usage;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaterTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final BilledPeriod JULY = BilledPeriod.full(BillingCalendar.month(YearMonth.of(2026, 7), SHANGHAI));

    private final Rater rater = new Rater(PlanReader.read(ShippedPlan.text()));

    @Test
    void chargesWhatThePlanSays() {
        RatedPeriod july = rater.rate(usage("samples", "2100000000", "reports", "101"), JULY);

        // 680 base + (1000 × 0.45 + 1000 × 0.30) samples + 101 × 0.80 reports
        assertThat(july.subtotal()).hasToString("1510.80 CNY");
    }

    @Test
    void saysItsArithmetic() {
        Line samples = line(rater.rate(usage("samples", "2100000000"), JULY), "samples");

        assertThat(samples.arithmetic())
                .isEqualTo("2100000000 ÷ 1000000 = 2100 units; 2100 less the free allowance = 2000 units; "
                        + "1000 (tier 0 to 1000) × 0.45 = 450; 1000 (tier 1000 to 10000) × 0.3 = 300; "
                        + "sum = 750 → 750.00 CNY");
    }

    @Test
    void chargesTheCommitmentWhereUsageStaysBelowIt() {
        RatedPeriod july = rater.rate(usage("reports", "10"), JULY);

        assertThat(line(july, "commitment").arithmetic()).startsWith("minimum 100 less charged 12 = 88 → 88.00 CNY");
        assertThat(july.subtotal()).hasToString("780.00 CNY");
    }

    @Test
    void letsOffWhatIsAboveTheMaximum() {
        RatedPeriod july = rater.rate(usage("active-series-hours", "900000000"), JULY);

        assertThat(july.lines())
                .filteredOn(l -> l.code().equals("active-series"))
                .extracting(Line::kind, l -> l.amount().toString())
                .containsExactly(tuple(LineKind.USAGE, "18000.00 CNY"), tuple(LineKind.RELIEF, "-6000.00 CNY"));
    }

    @Test
    void proratesFeesMinimumsAndMaximumsByTheDaysOfTheSubscription() {
        Period active = Period.local(
                LocalDateTime.parse("2026-07-17T00:00"), LocalDateTime.parse("2026-08-01T00:00"), SHANGHAI);
        RatedPeriod july = rater.rate(UsageStatement.NOTHING, new BilledPeriod(JULY.whole(), active));

        // 680 × 15/31 = 329.03, 100 × 15/31 = 48.39
        assertThat(line(july, "base").arithmetic())
                .isEqualTo("fee 680 × 15/31 of the period = 329.032258064516…, rounded half up → 329.03 CNY");
        assertThat(july.subtotal()).hasToString("377.42 CNY");
    }

    @Test
    void billsInPartsAddUpToTheWhole() {
        RatedPeriod first = rater.soFar(usage("samples", "777777777", "reports", "99"), JULY);
        RatedPeriod whole = rater.rate(usage("samples", "2222222222", "reports", "101"), JULY);
        RatedPeriod rest = whole.after(List.of(first));

        assertThat(first.subtotal().plus(rest.subtotal())).isEqualTo(whole.subtotal());
        assertThat(first.lines()).noneMatch(l -> l.kind() == LineKind.COMMITMENT || l.kind() == LineKind.RECURRING);
    }

    private static Line line(RatedPeriod period, String code) {
        return period.lines().stream()
                .filter(l -> l.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static UsageStatement usage(String meter, String quantity) {
        return new UsageStatement(Map.of(meter, Usage.of(new BigDecimal(quantity))));
    }

    private static UsageStatement usage(String meter, String quantity, String other, String otherQuantity) {
        return new UsageStatement(
                Map.of(meter, Usage.of(new BigDecimal(quantity)), other, Usage.of(new BigDecimal(otherQuantity))));
    }
}
