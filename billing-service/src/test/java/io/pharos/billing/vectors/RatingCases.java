package io.pharos.billing.vectors;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.rating.DeltaRating;
import io.pharos.billing.rating.LateCorrection;
import io.pharos.billing.rating.QuantityStep;
import io.pharos.billing.rating.SpendLimits;
import io.pharos.billing.rating.model.PerUnit;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vectors about what stands around a price model: limits, discounts, conversion, bills in parts, corrections. */
final class RatingCases {
    private RatingCases() {}

    static Optional<Outcome> find(String model, Params vector) {
        Params p = vector.object("params");
        return switch (model) {
            case "spending_minimum", "minimum_spend", "maximum_spend" -> Optional.of(limited(vector));
            case "graduated_delta", "volume_delta", "package_delta" -> Optional.of(delta(model, vector));
            case "usage_discount" -> Optional.of(discounted(vector));
            case "unit_conversion" -> Optional.of(converted(vector));
            case "converted_per_unit" -> Optional.of(convertedPerUnit(vector));
            case "cumulative_rerate" -> Optional.of(rerated(p));
            case "late_event_correction" -> Optional.of(corrected(p));
            default -> Optional.empty();
        };
    }

    private static Outcome limited(Params vector) {
        Params p = vector.object("params");
        SpendLimits limits = new SpendLimits(p.bound("minimum"), p.bound("maximum"));
        PriceModel base = PriceModels.base(p, "graduated");
        Usage now = Usages.of(vector);
        BigDecimal price = base.price(now).amount();
        Outcome whole = Outcome.of(last(new DeltaRating(base, limits), p, now));
        List<Map<String, String>> lines = new ArrayList<>();
        lines.add(line("usage", price));
        limits.relief(price).ifPresent(step -> lines.add(line("discount", step.amount())));
        limits.trueUp(price).ifPresent(step -> lines.add(line("true_up", step.amount())));
        return whole.with(lines);
    }

    private static Map<String, String> line(String kind, BigDecimal amount) {
        return Map.of("kind", kind, "amount", amount.toPlainString());
    }

    private static Outcome delta(String model, Params vector) {
        Params p = vector.object("params");
        PriceModel base = PriceModels.of(model.replace("_delta", ""), p);
        return Outcome.of(last(new DeltaRating(base), p, Usages.of(vector)));
    }

    private static BigDecimal last(DeltaRating rating, Params p, Usage now) {
        return p.has("already_billed_quantity")
                ? rating.last(Usage.of(p.decimal("already_billed_quantity")), now)
                        .amount()
                : rating.whole(now).amount();
    }

    private static Outcome discounted(Params vector) {
        Params p = vector.object("params");
        QuantityStep free =
                new QuantityStep.Free(p.decimalOr("discount_units", "0"), p.decimalOr("already_metered", "0"));
        BigDecimal billable = free.apply(vector.decimal("quantity"));
        BigDecimal price =
                PriceModels.base(p, "graduated").price(Usage.of(billable)).amount();
        BigDecimal percent = p.first("discount_percent", "discount_percentage").orElse(BigDecimal.ZERO);
        return Outcome.of(price.subtract(Decimals.percent(percent, price)));
    }

    private static Outcome converted(Params vector) {
        Params p = vector.object("params");
        List<QuantityStep> steps = new ArrayList<>(List.of(conversion(p)));
        rounding(p).ifPresent(steps::add);
        return Outcome.of(QuantityStep.applyAll(steps, vector.decimal("quantity")));
    }

    private static Outcome convertedPerUnit(Params vector) {
        Params p = vector.object("params");
        List<QuantityStep> steps = new ArrayList<>();
        for (String step : p.textOr("order", "convert,round,discount").split(",")) {
            switch (step.strip()) {
                case "convert" -> steps.add(conversion(p));
                case "round" -> rounding(p).ifPresent(steps::add);
                case "discount" -> steps.add(new QuantityStep.Free(p.decimalOr("discount_units", "0")));
                default -> throw new IllegalArgumentException("unknown step: " + step);
            }
        }
        BigDecimal billable = QuantityStep.applyAll(steps, vector.decimal("quantity"));
        return Outcome.of(
                PriceModels.base(p, "graduated").price(Usage.of(billable)).amount());
    }

    private static QuantityStep conversion(Params p) {
        return p.textOr("operation", "divide").equals("multiply")
                ? new QuantityStep.Multiply(p.decimal("factor"))
                : new QuantityStep.Divide(p.decimal("factor"));
    }

    private static Optional<QuantityStep> rounding(Params p) {
        String direction = p.textOr("rounding", "none");
        if (direction.equals("none")) {
            return Optional.empty();
        }
        int scale = p.decimalOr("scale", "0").intValueExact();
        return Optional.of(new QuantityStep.Round(new Rounding(scale, Params.direction(direction))));
    }

    private static Outcome rerated(Params p) {
        List<BigDecimal> parts = new DeltaRating(PriceModels.base(p, "graduated"))
                .parts(p.decimals("cumulative_quantities"), p.object("round").rounding("2"));
        return Outcome.of(parts.getLast(), parts);
    }

    private static Outcome corrected(Params p) {
        PriceModel model = p.has("tiers") ? PriceModels.base(p, "volume") : new PerUnit(p.decimal("unit"));
        Map<String, BigDecimal> booked = p.object("booked").decimalEntries();
        List<LateCorrection.Line> lines = LateCorrection.after(model, booked).lines(known(p, booked.size() + 1));
        BigDecimal sum =
                Decimals.sum(lines.stream().map(LateCorrection.Line::amount).toList());
        return Outcome.of(sum).with(lines.stream().map(RatingCases::line).toList());
    }

    private static Map<String, BigDecimal> known(Params p, int current) {
        Map<String, BigDecimal> known = new LinkedHashMap<>();
        if (p.has("now")) {
            known.putAll(p.object("now").decimalEntries());
        } else {
            known.put("p" + current, p.decimal("now_total"));
        }
        return known;
    }

    private static Map<String, String> line(LateCorrection.Line line) {
        Map<String, String> stated = new HashMap<>();
        stated.put("period", line.period());
        stated.put("quantity", line.quantity().toPlainString());
        stated.put("amount", line.amount().toPlainString());
        if (line.corrects() != null) {
            stated.put("corrects", line.corrects());
        }
        return stated;
    }
}
