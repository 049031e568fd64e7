package io.pharos.mall.stock;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Draw;
import io.pharos.mall.shop.Sku;
import java.util.random.RandomGenerator;

/** How an order's stock is checked: the right way, or one of the ways in which shops get it wrong. */
public enum Check {
    /** Decrement, and give back what went below zero. */
    GUARDED,
    /** Decrement, and never mind what is left. */
    UNGUARDED,
    /** Look at a stale snapshot instead, and decrement nothing. */
    STALE,
    /** Send a command that Redis refuses. */
    BROKEN;

    /** How the next order of that SKU is checked; pure. */
    public static Check draw(Sku sku, Chaos chaos, RandomGenerator random) {
        if (Draw.chance(chaos.level(Knob.REDIS_ERRORS), random)) {
            return BROKEN;
        }
        if (Draw.chance(chaos.level(Knob.STALE_CACHE), random)) {
            return STALE;
        }
        boolean oversold = sku.equals(Catalogue.HOT) && Draw.chance(chaos.level(Knob.OVERSELL), random);
        return oversold ? UNGUARDED : GUARDED;
    }
}
