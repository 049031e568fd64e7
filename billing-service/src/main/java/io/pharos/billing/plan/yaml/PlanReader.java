package io.pharos.billing.plan.yaml;

import io.pharos.billing.money.Rounding.Direction;
import io.pharos.billing.period.Proration;
import io.pharos.billing.plan.Conventions;
import io.pharos.billing.plan.Grants;
import io.pharos.billing.plan.PlanProblem;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.tax.TaxCategory;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a price plan from YAML, strictly: whatever is not understood is refused with its line, never ignored. */
public final class PlanReader {
    private static final int MOST_CHARACTERS = 256 * 1024;

    private PlanReader() {}

    public static PricePlan read(String yaml) {
        return YamlObject.located(document(yaml), PlanReader::plan);
    }

    private static Node document(String yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MOST_CHARACTERS)
                .setMaxAliasesForCollections(0)
                .build();
        try {
            return new Compose(settings)
                    .composeString(yaml)
                    .orElseThrow(() -> PlanProblem.malformed("The plan is empty."));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw PlanProblem.atLine(line, "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw PlanProblem.malformed("The plan cannot be read as YAML: " + e.getMessage());
        }
    }

    private static PricePlan plan(Node node) {
        YamlObject p = YamlObject.of(
                node,
                "plan",
                "version",
                "currency",
                "time_zone",
                "proration",
                "conventions",
                "taxes",
                "fees",
                "charges",
                "commitment",
                "features",
                "caps");
        Conventions conventions = p.has("conventions") ? conventions(p.node("conventions")) : Conventions.DEFAULT;
        ChargeReader reader = new ChargeReader(new PriceReader(conventions));
        return new PricePlan(
                new PlanVersion(p.text("plan"), p.integer("version")),
                p.parsed("currency", Currency::getInstance, "a currency of ISO 4217"),
                p.parsed("time_zone", ZoneId::of, "a time zone"),
                proration(p),
                conventions,
                taxes(p.node("taxes")),
                p.list("fees", reader::fee),
                p.list("charges", reader::charge),
                p.has("commitment") ? ChargeReader.commitment(p.node("commitment")) : null,
                new Grants(Set.copyOf(p.list("features", YamlObject::scalar)), caps(p)));
    }

    private static Map<String, Long> caps(YamlObject p) {
        if (!p.has("caps")) {
            return Map.of();
        }
        YamlObject named = YamlObject.named(p.node("caps"));
        Map<String, Long> caps = new HashMap<>();
        named.names().forEach(name -> caps.put(name, named.parsed(name, Long::valueOf, "a whole number")));
        return caps;
    }

    private static Conventions conventions(Node node) {
        YamlObject c = YamlObject.of(node, "zero_usage_flat", "volume_cliff", "rounding", "tax_rounding", "duplicates");
        Conventions d = Conventions.DEFAULT;
        return new Conventions(
                c.choiceOr("zero_usage_flat", d.zeroUsageFlat().getDeclaringClass(), d.zeroUsageFlat()),
                c.choiceOr("volume_cliff", d.volumeCliff().getDeclaringClass(), d.volumeCliff()),
                c.choiceOr("rounding", Direction.class, d.rounding()),
                c.choiceOr("tax_rounding", d.taxRounding().getDeclaringClass(), d.taxRounding()),
                c.choiceOr("duplicates", d.duplicates().getDeclaringClass(), d.duplicates()));
    }

    private static Proration proration(YamlObject p) {
        return switch (p.textOr("proration", "days")) {
            case "full" -> new Proration.Full();
            case "days" -> new Proration.ByDays();
            case "seconds" -> new Proration.BySeconds();
            case "30-day-months" -> new Proration.ByFixedMonths(30);
            default -> throw p.refused("'proration' is one of full, days, seconds, 30-day-months");
        };
    }

    private static Map<String, TaxCategory> taxes(Node node) {
        YamlObject named = YamlObject.named(node);
        Map<String, TaxCategory> taxes = new HashMap<>();
        named.names().forEach(name -> taxes.put(name, YamlObject.located(named.node(name), PlanReader::tax)));
        return taxes;
    }

    private static TaxCategory tax(Node node) {
        YamlObject tax = YamlObject.of(node, "category", "rate", "reason");
        return new TaxCategory(
                tax.choiceOr("category", TaxCategory.Code.class, TaxCategory.Code.S),
                tax.decimalOr("rate", "0"),
                tax.textOr("reason", ""));
    }
}
