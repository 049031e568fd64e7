package io.pharos.mall.shop;

/** What a customer wants to buy, who it is, and how it will be paid. */
public record Basket(Sku sku, int quantity, Tier tier, Source source, Gateway gateway) {
    /** The most of one SKU in one order. */
    public static final int MOST = 20;

    public Basket {
        if (quantity < 1 || quantity > MOST) {
            throw new IllegalArgumentException("an order is of 1 to " + MOST + " pieces, not " + quantity);
        }
    }

    public Cny amount() {
        return sku.price().times(quantity);
    }
}
