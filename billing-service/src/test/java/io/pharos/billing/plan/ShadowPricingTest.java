package io.pharos.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.period.BillingCalendar;
import io.pharos.billing.plan.yaml.PlanReader;
import io.pharos.billing.plan.yaml.ShippedPlan;
import io.pharos.billing.rating.model.Usage;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShadowPricingTest {
    private static final BilledPeriod JULY =
            BilledPeriod.full(BillingCalendar.month(YearMonth.of(2026, 7), ZoneId.of("Asia/Shanghai")));
    private static final String SHIPPED = ShippedPlan.text();

    private final PricePlan published = PlanReader.read(SHIPPED);

    @Test
    void tellsWhoPaysMoreAndWhoLess() {
        PricePlan candidate =
                PlanReader.read(SHIPPED.replace("amount: 680", "amount: 580").replace("unit: 0.02", "unit: 0.03"));
        ShadowPricing pricing = new ShadowPricing(published, candidate);
        List<ShadowPricing.Difference> differences =
                pricing.over(List.of(past("acme", "20000000"), past("globex", "5000000")));

        assertThat(differences)
                .extracting(d -> d.tenant() + " " + d.change())
                .containsExactly("acme 100.00 CNY", "globex -50.00 CNY");
        assertThat(pricing.change(differences)).hasToString("50.00 CNY");
    }

    @Test
    void showsThePriceCliffsBeforePublishing() {
        assertThat(new ShadowPricing(published, published).cliffs())
                .singleElement()
                .satisfies(cliff -> {
                    assertThat(cliff.charge()).isEqualTo("reports");
                    assertThat(cliff.cliff().before()).isEqualByComparingTo("120");
                    assertThat(cliff.cliff().behind()).isEqualByComparingTo("80");
                });
    }

    @Test
    void doesNotCompareCurrencies() {
        PricePlan euros = PlanReader.read(SHIPPED.replace("currency: CNY", "currency: EUR"));

        assertThatThrownBy(() -> new ShadowPricing(published, euros)).isInstanceOf(Problem.class);
    }

    private static ShadowPricing.Past past(String tenant, String seriesHours) {
        UsageStatement usage = new UsageStatement(Map.of("active-series-hours", Usage.of(new BigDecimal(seriesHours))));
        return new ShadowPricing.Past(new TenantId(tenant), JULY, usage);
    }
}
