package io.pharos.billing.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.billing.money.Money;
import io.pharos.billing.partner.RevenueShare.Percentage;
import io.pharos.billing.partner.RevenueShare.Tier;
import io.pharos.billing.partner.RevenueShare.Tiered;
import io.pharos.billing.partner.Statement.Facts;
import io.pharos.billing.partner.Statement.Made;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a partner is stated, and that all of it together is what it is owed. */
class StatementTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final TenantId RESELLER = new TenantId("reseller");
    private static final TenantId SHOP = new TenantId("shop");
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final RevenueShare TIERS =
            new Tiered(List.of(new Tier(new BigDecimal("1000"), d("10")), new Tier(null, d("20"))));

    @Test
    void tiersAreOfTheRevenueThatIsInThem() {
        assertThat(TIERS.of(cny(150_000)).amount()).isEqualTo(cny(20_000));
        assertThat(TIERS.of(cny(99_999)).amount()).isEqualTo(cny(10_000));
        assertThat(TIERS.of(cny(0)).arithmetic()).isEqualTo("nothing → 0.00 CNY");
        assertThat(TIERS.of(cny(150_000)).arithmetic()).isEqualTo("1000 × 10 % + 500.00 × 20 % → 200.00 CNY");
    }

    @Test
    void aCreditNoteOfALaterMonthTakesTheShareBackThatWasStated() {
        Made october = state(OCTOBER, Map.of(OCTOBER, cny(150_000)), Map.of());
        Made november = state(
                OCTOBER.plusMonths(1),
                Map.of(OCTOBER, cny(50_000), OCTOBER.plusMonths(1), cny(10_000)),
                Map.of(OCTOBER, october.total()));

        assertThat(october.total()).isEqualTo(cny(20_000));
        assertThat(november.statement().lines().getFirst().correction()).isTrue();
        assertThat(november.statement().lines().getFirst().arithmetic()).endsWith("less stated 200.00 CNY");
        assertThat(november.total()).isEqualTo(cny(5_000 - 20_000 + 1_000));
    }

    @Test
    void monthsBeforeTheFirstRuleAreNotShared() {
        Facts facts = new Facts(Map.of(OCTOBER, Map.of(SHOP, cny(100))), Map.of());
        Made made = Statement.of(RESELLER, OCTOBER, cny(0), facts, month -> Optional.empty());

        assertThat(made.total()).isEqualTo(cny(0));
        assertThat(made.statement().lines()).isEmpty();
    }

    @Test
    void aRuleIsHeldToSense() {
        assertThatThrownBy(() -> new Percentage(d("101"))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Tiered(List.of())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Tiered(List.of(new Tier(d("10"), d("1"))))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Tiered(
                        List.of(new Tier(d("10"), d("1")), new Tier(d("5"), d("1")), new Tier(null, d("2")))))
                .isInstanceOf(Problem.class);
    }

    /** However revenue of a month changes afterwards, the statements come to its share as it is in the end. */
    @Property
    void allStatementsTogetherAreTheShareAsItIsKnown(
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = 1_000_000) Long> known) {
        Map<YearMonth, Money> stated = new HashMap<>();
        Money total = cny(0);
        for (int i = 0; i < known.size(); i++) {
            Made made = state(OCTOBER.plusMonths(i), Map.of(OCTOBER, cny(known.get(i))), stated);
            made.statement()
                    .lines()
                    .forEach(line -> stated.merge(line.month(), Money.exact(d(line.amount()), CNY), Money::plus));
            total = total.plus(made.total());
        }
        assertThat(total).isEqualTo(TIERS.of(cny(known.getLast())).amount());
    }

    private static Made state(YearMonth month, Map<YearMonth, Money> revenue, Map<YearMonth, Money> stated) {
        Map<YearMonth, Map<TenantId, Money>> byCustomer = new HashMap<>();
        revenue.forEach((earned, money) -> byCustomer.put(earned, Map.of(SHOP, money)));
        return Statement.of(RESELLER, month, cny(0), new Facts(byCustomer, stated), earned -> Optional.of(TIERS));
    }

    private static Money cny(long minor) {
        return new Money(minor, CNY);
    }

    private static BigDecimal d(String number) {
        return new BigDecimal(number);
    }
}
