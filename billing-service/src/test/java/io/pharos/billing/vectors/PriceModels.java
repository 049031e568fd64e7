package io.pharos.billing.vectors;

import io.pharos.billing.rating.model.Block;
import io.pharos.billing.rating.model.BlockAllTiers;
import io.pharos.billing.rating.model.BlockTopTier;
import io.pharos.billing.rating.model.Blocks;
import io.pharos.billing.rating.model.Capacity;
import io.pharos.billing.rating.model.CostPlus;
import io.pharos.billing.rating.model.Dynamic;
import io.pharos.billing.rating.model.FreeAllowance;
import io.pharos.billing.rating.model.Graduated;
import io.pharos.billing.rating.model.GraduatedPercentage;
import io.pharos.billing.rating.model.PackagePrice;
import io.pharos.billing.rating.model.PerUnit;
import io.pharos.billing.rating.model.Percentage;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Tier;
import io.pharos.billing.rating.model.Tiers;
import io.pharos.billing.rating.model.Volume;
import io.pharos.billing.rating.model.VolumeCliff;
import io.pharos.billing.rating.model.ZeroUsageFlat;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The price model that a vector names. */
final class PriceModels {
    private PriceModels() {}

    /** Empty where the vector is about something else than a price model. */
    static Optional<PriceModel> find(String model, Params p) {
        return switch (model) {
            case "per_unit", "standard" -> Optional.of(new PerUnit(p.decimal("unit")));
            case "graduated" -> Optional.of(new Graduated(tiers(p, "unit"), zeroUsage(p)));
            case "volume" -> Optional.of(new Volume(tiers(p, "unit"), zeroUsage(p), VolumeCliff.ALLOWED));
            case "graduated_percentage" -> Optional.of(new GraduatedPercentage(tiers(p, "rate"), zeroUsage(p)));
            case "package" -> Optional.of(packagePrice(p));
            case "percentage" -> Optional.of(percentage(p));
            case "block_all_tiers" -> Optional.of(new BlockAllTiers(blocks(p)));
            case "block_top_tier" -> Optional.of(new BlockTopTier(blocks(p)));
            case "capacity" -> Optional.of(capacity(p));
            case "dynamic" -> Optional.of(new Dynamic(p.decimalOr("multiplier", "1")));
            case "cost_plus" -> Optional.of(costPlus(p));
            default -> Optional.empty();
        };
    }

    static PriceModel of(String model, Params p) {
        return find(model, p).orElseThrow(() -> new IllegalArgumentException("not a price model: " + model));
    }

    /** A model that other vectors are built over; they name it, or only give its prices. */
    static PriceModel base(Params p, String otherwise) {
        if (p.has("base")) {
            return of(p.object("base").text("model"), p.object("base"));
        }
        return p.has("tiers") ? of(p.textOr("mode", otherwise), p) : of("per_unit", p);
    }

    private static Tiers tiers(Params p, String rate) {
        return new Tiers(p.objects("tiers").stream()
                .map(t -> new Tier(t.openBound("up_to"), t.decimalOr(rate, "0"), t.decimalOr("flat", "0")))
                .toList());
    }

    private static ZeroUsageFlat zeroUsage(Params p) {
        return switch (p.textOr("zero_usage_flat", "none")) {
            case "charge_first", "charge", "true" -> ZeroUsageFlat.CHARGE_FIRST_TIER;
            default -> ZeroUsageFlat.NOT_CHARGED;
        };
    }

    private static PackagePrice packagePrice(Params p) {
        return new PackagePrice(p.decimal("package_size"), p.decimal("amount"), p.decimalOr("free_units", "0"));
    }

    private static Percentage percentage(Params p) {
        return new Percentage(
                p.decimal("rate"),
                p.decimalOr("fixed_per_event", "0"),
                free(p),
                p.bound("min_per_event"),
                p.bound("max_per_event"));
    }

    private static FreeAllowance free(Params p) {
        Integer events = p.first("free_events", "free_units_per_events")
                .map(BigDecimal::intValueExact)
                .orElse(null);
        BigDecimal value = p.first("free_amount", "free_units", "free_units_per_total_aggregation")
                .orElse(null);
        return events == null && value == null ? FreeAllowance.NONE : new FreeAllowance(events, value);
    }

    private static Blocks blocks(Params p) {
        return new Blocks(p.objects("tiers").stream()
                .map(t -> new Block(t.decimal("size"), t.openBound("max_blocks"), t.decimal("price")))
                .toList());
    }

    private static Capacity capacity(Params p) {
        return new Capacity(p.objects("tiers").stream()
                .map(t -> new Capacity.Level(limits(t.object("limits")), t.decimal("price")))
                .toList());
    }

    private static Map<String, BigDecimal> limits(Params p) {
        Map<String, BigDecimal> limits = new HashMap<>(p.decimalEntries());
        limits.values().removeIf(limit -> limit.signum() < 0);
        return limits;
    }

    private static PriceModel costPlus(Params p) {
        return p.has("multiplier")
                ? new Dynamic(p.decimal("multiplier"))
                : new CostPlus(p.first("markup_percent", "markup", "rate").orElseThrow());
    }
}
