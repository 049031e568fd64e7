package io.pharos.mall.shop;

import java.util.Locale;

/** How much a customer is worth: gold = VIP, silver = returning, bronze = new. */
public enum Tier {
    GOLD(0.45),
    SILVER(0.33),
    BRONZE(0.22);

    private final double share;

    Tier(double share) {
        this.share = share;
    }

    /** Its share of the orders on an undisturbed day; the shares sum to 1. */
    public double share() {
        return share;
    }

    /** The tier as labels and tables spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
