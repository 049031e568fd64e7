package io.pharos.billing.plan.yaml;

import io.pharos.billing.plan.Conventions;
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
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the price of a charge: a mapping with one field, the model's name, that holds what the model needs. */
record PriceReader(Conventions conventions) {
    private static final String TIERS = "tiers";

    PriceModel read(Node node) {
        YamlObject price = YamlObject.named(node);
        if (price.names().size() != 1) {
            throw price.refused("a price has exactly one model");
        }
        String model = price.names().iterator().next();
        Node of = price.node(model);
        return switch (model) {
            case "per_unit" -> new PerUnit(YamlObject.of(of, "unit").decimal("unit"));
            case "graduated" -> new Graduated(tiers(of, "unit"), conventions.zeroUsageFlat());
            case "volume" -> new Volume(tiers(of, "unit"), conventions.zeroUsageFlat(), conventions.volumeCliff());
            case "graduated_percentage" -> new GraduatedPercentage(tiers(of, "rate"), conventions.zeroUsageFlat());
            case "package" -> packagePrice(YamlObject.of(of, "size", "amount", "free_units"));
            case "percentage" -> percentage(of);
            case "block_all_tiers" -> new BlockAllTiers(blocks(of));
            case "block_top_tier" -> new BlockTopTier(blocks(of));
            case "capacity" -> new Capacity(YamlObject.of(of, "levels").list("levels", PriceReader::level));
            case "dynamic" -> new Dynamic(YamlObject.of(of, "multiplier").decimalOr("multiplier", "1"));
            case "cost_plus" -> new CostPlus(YamlObject.of(of, "markup_percent").decimal("markup_percent"));
            default -> throw price.refused("unknown price model '" + model + "'");
        };
    }

    private static Tiers tiers(Node node, String rate) {
        return new Tiers(YamlObject.of(node, TIERS).list(TIERS, item -> {
            YamlObject tier = YamlObject.of(item, "up_to", rate, "flat");
            BigDecimal upTo = tier.optionalDecimal("up_to").orElse(null);
            return new Tier(upTo, tier.decimalOr(rate, "0"), tier.decimalOr("flat", "0"));
        }));
    }

    private static PackagePrice packagePrice(YamlObject p) {
        return new PackagePrice(p.decimal("size"), p.decimal("amount"), p.decimalOr("free_units", "0"));
    }

    private static Percentage percentage(Node node) {
        YamlObject p = YamlObject.of(
                node, "rate", "fixed_per_event", "free_events", "free_amount", "min_per_event", "max_per_event");
        return new Percentage(
                p.decimal("rate"),
                p.decimalOr("fixed_per_event", "0"),
                free(p),
                p.optionalDecimal("min_per_event").orElse(null),
                p.optionalDecimal("max_per_event").orElse(null));
    }

    private static FreeAllowance free(YamlObject p) {
        Integer events = p.has("free_events") ? p.integer("free_events") : null;
        BigDecimal amount = p.optionalDecimal("free_amount").orElse(null);
        return events == null && amount == null ? FreeAllowance.NONE : new FreeAllowance(events, amount);
    }

    private static Blocks blocks(Node node) {
        return new Blocks(YamlObject.of(node, TIERS).list(TIERS, item -> {
            YamlObject block = YamlObject.of(item, "size", "max_blocks", "price");
            BigDecimal most = block.optionalDecimal("max_blocks").orElse(null);
            return new Block(block.decimal("size"), most, block.decimal("price"));
        }));
    }

    private static Capacity.Level level(Node node) {
        YamlObject level = YamlObject.of(node, "limits", "price");
        Map<String, BigDecimal> limits = new HashMap<>();
        if (level.has("limits")) {
            YamlObject named = YamlObject.named(level.node("limits"));
            named.names().forEach(unit -> limits.put(unit, named.decimal(unit)));
        }
        return new Capacity.Level(limits, level.decimal("price"));
    }
}
