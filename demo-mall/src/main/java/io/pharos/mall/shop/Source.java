package io.pharos.mall.shop;

import java.util.Locale;

/** Where an order comes from. */
public enum Source {
    APP(0.55),
    MINI_PROGRAM(0.33),
    WEB(0.12);

    private final double share;

    Source(double share) {
        this.share = share;
    }

    /** Its share of the orders; the shares sum to 1. */
    public double share() {
        return share;
    }

    /** The source as labels and tables spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
