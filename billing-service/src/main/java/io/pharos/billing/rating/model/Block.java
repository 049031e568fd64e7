package io.pharos.billing.rating.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A tier sold in blocks of a size, at a price each, up to a number of blocks (open without one). */
public record Block(BigDecimal size, @Nullable BigDecimal maxBlocks, BigDecimal price) {
    public Block {
        if (size.signum() <= 0 || (maxBlocks != null && maxBlocks.signum() <= 0)) {
            throw PriceProblem.malformed("A block and the number of blocks in a tier are above zero.");
        }
    }

    /** Blocks for so many units; a begun one counts. */
    BigDecimal blocksFor(BigDecimal units) {
        return units.divide(size, 0, RoundingMode.CEILING);
    }

    /** How many units the tier holds, where it is bounded. */
    @Nullable
    BigDecimal capacity() {
        return maxBlocks == null ? null : maxBlocks.multiply(size);
    }
}
