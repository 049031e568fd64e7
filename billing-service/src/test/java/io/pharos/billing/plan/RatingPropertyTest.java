package io.pharos.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pharos.billing.invoice.Coupon;
import io.pharos.billing.invoice.InvoiceTotals;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.period.Period;
import io.pharos.billing.rating.DeltaRating;
import io.pharos.billing.rating.model.Additivity;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Usage;
import io.pharos.billing.tax.TaxBreakdown;
import io.pharos.billing.tax.TaxCalculation;
import io.pharos.billing.tax.TaxRounding;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every plan and every usage. */
class RatingPropertyTest {
    private static final BigDecimal TINY = BigDecimal.ONE.movePointLeft(28);
    private static final BilledPeriod PERIOD =
            BilledPeriod.full(new Period(Instant.parse("2026-07-01T00:00:00Z"), Instant.parse("2026-08-01T00:00:00Z")));

    @Property(tries = 200)
    void theSumsOfAnInvoiceAddUp(
            @ForAll("plans") PricePlan plan,
            @ForAll("usages") UsageStatement usage,
            @ForAll("quantities") BigDecimal coupon,
            @ForAll TaxRounding where) {
        RatedPeriod rated = new Rater(plan).rate(usage, PERIOD);
        List<Coupon> coupons = List.of(
                new Coupon.PercentOff("tenth", BigDecimal.TEN),
                new Coupon.AmountOff("gift", Money.rounded(coupon, plan.currency(), Rounding.of(plan.currency()))));
        InvoiceTotals totals = InvoiceTotals.of(rated.taxable(), coupons, new TaxCalculation(plan.currency(), where));

        TaxBreakdown tax = totals.tax();
        List<Money> taxed = totals.taxed().stream().map(l -> l.net()).toList();
        assertThat(totals.subtotal()).isEqualTo(rated.subtotal());
        assertThat(Money.sum(taxed, plan.currency())).isEqualTo(totals.net());
        assertThat(Money.sum(bases(tax), plan.currency())).isEqualTo(totals.net());
        assertThat(Money.sum(taxes(tax), plan.currency())).isEqualTo(tax.total());
        assertThat(Money.sum(tax.byLine(), plan.currency())).isEqualTo(tax.total());
        assertThat(totals.total()).isEqualTo(totals.net().plus(tax.total()));
    }

    @Property(tries = 200)
    void aPeriodBilledInPartsCostsWhatItCostsAtOnce(
            @ForAll("plans") PricePlan plan,
            @ForAll("usages") UsageStatement first,
            @ForAll("usages") UsageStatement second,
            @ForAll("usages") UsageStatement all) {
        Rater rater = new Rater(plan);
        RatedPeriod one = rater.soFar(first, PERIOD);
        RatedPeriod two = rater.soFar(second, PERIOD).after(List.of(one));
        RatedPeriod whole = rater.rate(all, PERIOD);
        RatedPeriod last = whole.after(List.of(one, two));

        assertThat(one.subtotal().plus(two.subtotal()).plus(last.subtotal())).isEqualTo(whole.subtotal());
    }

    /** Exactly before rounding; rounded, each of the lines may be a minor unit off. */
    @Property(tries = 300)
    void aPeriodSplitInTwoEqualsTheWholeWhereTheModelAllows(
            @ForAll("prices") BigDecimal unit,
            @ForAll("quantities") BigDecimal a,
            @ForAll("quantities") BigDecimal b,
            @ForAll @IntRange(min = 1, max = 30) int days) {
        Rater rater = new Rater(Plans.additive(unit));
        Instant cut = PERIOD.whole().from().plus(Duration.ofDays(days));
        BilledPeriod first =
                new BilledPeriod(PERIOD.whole(), new Period(PERIOD.whole().from(), cut));
        BilledPeriod second =
                new BilledPeriod(PERIOD.whole(), new Period(cut, PERIOD.whole().to()));
        BigDecimal parts =
                exact(rater.rate(Plans.usageOfA(a), first)).add(exact(rater.rate(Plans.usageOfA(b), second)));

        assertThat(parts).isCloseTo(exact(rater.rate(Plans.usageOfA(a.add(b)), PERIOD)), within(TINY));
    }

    @Property(tries = 500)
    void aModelIsAdditiveOrSaysWhyNot(
            @ForAll("models") PriceModel model,
            @ForAll("quantities") BigDecimal a,
            @ForAll("quantities") BigDecimal b) {
        BigDecimal parts = price(model, a).add(price(model, b));

        switch (model.additivity()) {
            case Additivity.Additive additive ->
                assertThat(price(model, a.add(b))).isEqualByComparingTo(parts);
            case Additivity.NotAdditive not -> assertThat(not.why()).isNotBlank();
        }
    }

    @Property(tries = 500)
    void roundedPartsOfAPeriodAddUpToTheRoundedWhole(
            @ForAll("models") PriceModel model, @ForAll("runs") List<BigDecimal> cumulated) {
        Rounding cents = Rounding.halfUp(2);
        List<BigDecimal> parts = new DeltaRating(model).parts(cumulated, cents);

        assertThat(Decimals.sum(parts)).isEqualByComparingTo(cents.apply(price(model, cumulated.getLast())));
    }

    @Property(tries = 500)
    void thePriceIsTheSumOfItsSteps(@ForAll("models") PriceModel model, @ForAll("quantities") BigDecimal quantity) {
        var priced = model.price(Usage.of(quantity));
        List<BigDecimal> steps = priced.steps().stream().map(s -> s.amount()).toList();

        assertThat(Decimals.sum(steps)).isEqualByComparingTo(priced.amount());
        assertThat(priced.words()).endsWith("= " + Decimals.plain(priced.amount()));
    }

    @Property(tries = 100)
    void theSameInputGivesTheSameLines(@ForAll("plans") PricePlan plan, @ForAll("usages") UsageStatement usage) {
        assertThat(new Rater(plan).rate(usage, PERIOD)).isEqualTo(new Rater(plan).rate(usage, PERIOD));
    }

    @Property(tries = 50)
    void everyLineIsInThePlansCurrencyAndCurrenciesNeverMix(
            @ForAll("plans") PricePlan plan, @ForAll("usages") UsageStatement usage) {
        Money other = new Money(1, Currency.getInstance("CHF"));
        RatedPeriod rated = new Rater(plan).rate(usage, PERIOD);

        assertThat(rated.lines()).allMatch(l -> l.amount().currency().equals(plan.currency()));
        assertThatThrownBy(() -> rated.subtotal().plus(other)).hasMessageContaining("do not mix");
    }

    @Provide
    Arbitrary<PricePlan> plans() {
        return Plans.plans();
    }

    @Provide
    Arbitrary<UsageStatement> usages() {
        return Plans.usage();
    }

    @Provide
    Arbitrary<PriceModel> models() {
        return Plans.models();
    }

    @Provide
    Arbitrary<BigDecimal> quantities() {
        return Plans.quantity();
    }

    @Provide
    Arbitrary<BigDecimal> prices() {
        return Plans.price();
    }

    @Provide
    Arbitrary<List<BigDecimal>> runs() {
        return Plans.quantity()
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(l -> l.stream().sorted().toList());
    }

    private static BigDecimal exact(RatedPeriod rated) {
        return Decimals.sum(rated.lines().stream().map(Line::exact).toList());
    }

    private static BigDecimal price(PriceModel model, BigDecimal quantity) {
        return model.price(Usage.of(quantity)).amount();
    }

    private static List<Money> bases(TaxBreakdown tax) {
        return tax.rows().stream().map(TaxBreakdown.Row::base).toList();
    }

    private static List<Money> taxes(TaxBreakdown tax) {
        return tax.rows().stream().map(TaxBreakdown.Row::tax).toList();
    }
}
