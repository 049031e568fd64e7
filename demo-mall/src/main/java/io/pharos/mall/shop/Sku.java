package io.pharos.mall.shop;

/** A thing on sale: its number, the warehouse zone that holds it, its price, how many a full shelf has, its share of the orders. */
public record Sku(String id, String name, String zone, Cny price, int fullShelf, double share) {
    public Sku {
        if (!id.matches("\\d{4}")) {
            throw new IllegalArgumentException("a SKU is four digits, not " + id);
        }
        if (fullShelf <= 0 || share <= 0) {
            throw new IllegalArgumentException("SKU " + id + " needs a shelf and a share");
        }
    }

    /** Below this many the shelf is filled again. */
    public long restockBelow() {
        return fullShelf * 3L / 10;
    }
}
