package io.pharos.mall.shop;

import java.util.Locale;

/** A payment gateway; also the payment method, since each offers one. */
public enum Gateway {
    WECHAT(0.54),
    ALIPAY(0.46);

    private final double share;

    Gateway(double share) {
        this.share = share;
    }

    /** Its share of the payments; the shares sum to 1. */
    public double share() {
        return share;
    }

    /** The gateway as labels and tables spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
