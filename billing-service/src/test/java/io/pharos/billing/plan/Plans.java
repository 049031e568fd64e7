package io.pharos.billing.plan;

import io.pharos.billing.money.Rounding;
import io.pharos.billing.period.Proration;
import io.pharos.billing.rating.QuantityStep;
import io.pharos.billing.rating.SpendLimits;
import io.pharos.billing.rating.model.Block;
import io.pharos.billing.rating.model.BlockAllTiers;
import io.pharos.billing.rating.model.BlockTopTier;
import io.pharos.billing.rating.model.Blocks;
import io.pharos.billing.rating.model.Graduated;
import io.pharos.billing.rating.model.GraduatedPercentage;
import io.pharos.billing.rating.model.PackagePrice;
import io.pharos.billing.rating.model.PerUnit;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Tier;
import io.pharos.billing.rating.model.Tiers;
import io.pharos.billing.rating.model.Usage;
import io.pharos.billing.rating.model.Volume;
import io.pharos.billing.rating.model.VolumeCliff;
import io.pharos.billing.rating.model.ZeroUsageFlat;
import io.pharos.billing.tax.TaxCategory;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Random plans and usage for properties: every model over a quantity, small and large prices, all conventions. */
final class Plans {
    private static final List<String> METERS = List.of("a", "b", "c");

    private Plans() {}

    static Arbitrary<BigDecimal> price() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(50))
                .ofScale(4);
    }

    static Arbitrary<BigDecimal> quantity() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(5000))
                .ofScale(3);
    }

    static Arbitrary<UsageStatement> usage() {
        return quantity().list().ofSize(METERS.size()).map(Plans::statement);
    }

    static UsageStatement statement(List<BigDecimal> quantities) {
        Map<String, Usage> usage = new HashMap<>();
        METERS.forEach(m -> usage.put(m, Usage.of(quantities.get(METERS.indexOf(m)))));
        return new UsageStatement(usage);
    }

    static Arbitrary<PriceModel> models() {
        Arbitrary<ZeroUsageFlat> zero = Arbitraries.of(ZeroUsageFlat.class);
        return Arbitraries.oneOf(
                price().map(PerUnit::new),
                Combinators.combine(tiers(), zero).as(Graduated::new),
                Combinators.combine(tiers(), zero).as(GraduatedPercentage::new),
                Combinators.combine(tiers(), zero, Arbitraries.of(VolumeCliff.class))
                        .as(Volume::new),
                Combinators.combine(Arbitraries.integers().between(1, 500), price(), quantity())
                        .as((size, amount, free) -> new PackagePrice(BigDecimal.valueOf(size), amount, free)),
                blocks().map(BlockAllTiers::new),
                blocks().map(BlockTopTier::new));
    }

    static Arbitrary<PricePlan> plans() {
        return Combinators.combine(
                        models().list().ofSize(METERS.size()),
                        price(),
                        limits(),
                        Arbitraries.of(Rounding.Direction.class),
                        Arbitraries.of("CNY", "EUR", "JPY", "KWD"),
                        quantity().optional())
                .as((models, discount, limits, direction, currency, commitment) -> plan(
                        charges(models, discount, limits),
                        direction,
                        currency,
                        commitment.map(c -> new Commitment(c, "low")).orElse(null)));
    }

    /** A fee and one price a unit, without allowance, discount or limit. */
    static PricePlan additive(BigDecimal unit) {
        Charge charge = new Charge(
                "a", "Charge a", "a", List.of(), new PerUnit(unit), BigDecimal.ZERO, SpendLimits.NONE, "low");
        return plan(List.of(charge), Rounding.Direction.HALF_UP, "EUR", null);
    }

    static UsageStatement usageOfA(BigDecimal quantity) {
        return new UsageStatement(Map.of("a", Usage.of(quantity)));
    }

    private static PricePlan plan(
            List<Charge> charges, Rounding.Direction direction, String currency, @Nullable Commitment commitment) {
        Conventions d = Conventions.DEFAULT;
        return new PricePlan(
                new PlanVersion("random", 1),
                Currency.getInstance(currency),
                ZoneOffset.UTC,
                new Proration.ByDays(),
                new Conventions(d.zeroUsageFlat(), d.volumeCliff(), direction, d.taxRounding(), d.duplicates()),
                Map.of(
                        "low", TaxCategory.ofRate(new BigDecimal("6")),
                        "high", TaxCategory.ofRate(new BigDecimal("19"))),
                List.of(new RecurringFee("base", "Base", new BigDecimal("12.345"), "high")),
                charges,
                commitment,
                Grants.NONE);
    }

    private static List<Charge> charges(List<PriceModel> models, BigDecimal discount, SpendLimits limits) {
        List<Charge> charges = new ArrayList<>();
        for (PriceModel model : models) {
            String meter = METERS.get(charges.size());
            List<QuantityStep> steps = List.of(new QuantityStep.Free(BigDecimal.TEN));
            String tax = charges.size() % 2 == 0 ? "low" : "high";
            charges.add(new Charge(meter, "Charge " + meter, meter, steps, model, discount, limits, tax));
        }
        return charges;
    }

    private static Arbitrary<SpendLimits> limits() {
        return Combinators.combine(price().optional(), quantity().optional())
                .as((min, more) -> new SpendLimits(
                        min.orElse(null),
                        more.map(min.orElse(BigDecimal.ZERO)::add).orElse(null)));
    }

    private static Arbitrary<Tiers> tiers() {
        Arbitrary<List<Integer>> widths =
                Arbitraries.integers().between(1, 900).list().ofSize(3);
        return Combinators.combine(
                        widths, price().list().ofSize(4), price().list().ofSize(4))
                .as(Plans::tiers);
    }

    private static Tiers tiers(List<Integer> widths, List<BigDecimal> rates, List<BigDecimal> flats) {
        List<Tier> tiers = new ArrayList<>();
        int end = 0;
        for (int width : widths) {
            end += width;
            tiers.add(new Tier(BigDecimal.valueOf(end), rates.get(tiers.size()), flats.get(tiers.size())));
        }
        tiers.add(new Tier(null, rates.getLast(), flats.getLast()));
        return new Tiers(tiers);
    }

    private static Arbitrary<Blocks> blocks() {
        Arbitrary<Integer> count = Arbitraries.integers().between(1, 100);
        return Combinators.combine(count, count, price())
                .as((size, most, price) -> new Blocks(List.of(
                        new Block(BigDecimal.valueOf(size), BigDecimal.valueOf(most), price),
                        new Block(BigDecimal.valueOf(size * 10L), null, price))));
    }
}
