package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Tiers of blocks, filled one after the other. Beyond the last bound the last tier goes on: nothing is given away. */
public record Blocks(List<Block> all) {
    public Blocks {
        all = List.copyOf(all);
        if (all.isEmpty() || all.subList(0, all.size() - 1).stream().anyMatch(b -> b.maxBlocks() == null)) {
            throw PriceProblem.malformed("Blocks have at least one tier, and only the last may be open.");
        }
    }

    record Fill(Block block, BigDecimal units) {
        Step step(String which) {
            return Step.counted(
                    block.blocksFor(units), "block", " of " + Decimals.plain(block.size()) + which, block.price());
        }
    }

    /** The tiers that a quantity enters, each with the units that lie in it; none at zero. */
    List<Fill> fills(BigDecimal quantity) {
        List<Fill> fills = new ArrayList<>();
        BigDecimal left = PriceProblem.notNegative(quantity);
        for (Block block : all) {
            if (left.signum() == 0) {
                break;
            }
            BigDecimal capacity = fills.size() == all.size() - 1 ? null : block.capacity();
            BigDecimal units = capacity == null ? left : left.min(capacity);
            fills.add(new Fill(block, units));
            left = left.subtract(units);
        }
        return fills;
    }
}
