package io.pharos.billing.plan.yaml;

import io.pharos.billing.money.Rounding;
import io.pharos.billing.plan.Charge;
import io.pharos.billing.plan.Commitment;
import io.pharos.billing.plan.RecurringFee;
import io.pharos.billing.rating.QuantityStep;
import io.pharos.billing.rating.SpendLimits;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a plan charges: fees, charges with their quantity steps, and the commitment. */
record ChargeReader(PriceReader prices) {
    RecurringFee fee(Node node) {
        YamlObject fee = YamlObject.of(node, "code", "name", "amount", "tax");
        return new RecurringFee(fee.text("code"), fee.text("name"), fee.decimal("amount"), fee.text("tax"));
    }

    Charge charge(Node node) {
        YamlObject c = YamlObject.of(
                node, "code", "name", "meter", "quantity", "price", "discount_percent", "minimum", "maximum", "tax");
        return new Charge(
                c.text("code"),
                c.text("name"),
                c.text("meter"),
                c.list("quantity", ChargeReader::step),
                YamlObject.located(c.node("price"), prices::read),
                c.decimalOr("discount_percent", "0"),
                limits(c),
                c.text("tax"));
    }

    static Commitment commitment(Node node) {
        YamlObject commitment = YamlObject.of(node, "minimum", "tax");
        return new Commitment(commitment.decimal("minimum"), commitment.text("tax"));
    }

    private static SpendLimits limits(YamlObject c) {
        return new SpendLimits(
                c.optionalDecimal("minimum").orElse(null),
                c.optionalDecimal("maximum").orElse(null));
    }

    /** A step is a mapping with one field, what to do. */
    private static QuantityStep step(Node node) {
        YamlObject step = YamlObject.of(node, "multiply", "divide", "round", "free", "free_percent");
        List<String> names = List.copyOf(step.names());
        if (names.size() != 1) {
            throw step.refused("a quantity step does exactly one thing");
        }
        return switch (names.getFirst()) {
            case "multiply" -> new QuantityStep.Multiply(step.decimal("multiply"));
            case "divide" -> new QuantityStep.Divide(step.decimal("divide"));
            case "free" -> new QuantityStep.Free(step.decimal("free"));
            case "free_percent" -> new QuantityStep.FreeShare(step.decimal("free_percent"));
            default -> new QuantityStep.Round(rounding(step.node("round")));
        };
    }

    private static Rounding rounding(Node node) {
        YamlObject round = YamlObject.of(node, "scale", "direction");
        return new Rounding(
                round.integer("scale"),
                round.choiceOr("direction", Rounding.Direction.class, Rounding.Direction.HALF_UP));
    }
}
