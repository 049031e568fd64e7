package io.pharos.mall.shop;

import java.util.List;
import java.util.Optional;

/** What every shop of the mall sells. */
public final class Catalogue {
    /** The SKU that a flash sale sells, and that is oversold first. */
    public static final Sku HOT = sku("1001", "wireless earbuds", "east", 12_900, 1_200, 0.20);

    public static final List<Sku> SKUS = List.of(
            HOT,
            sku("1002", "phone case", "east", 3_900, 2_400, 0.16),
            sku("1003", "green tea, 250 g", "south", 6_800, 1_800, 0.14),
            sku("1004", "running shoes", "south", 39_900, 900, 0.12),
            sku("1005", "rice cooker", "north", 29_900, 600, 0.09),
            sku("1006", "face masks, 50", "north", 2_500, 1_800, 0.08),
            sku("1007", "desk lamp", "west", 8_900, 600, 0.07),
            sku("1008", "down jacket", "west", 69_900, 400, 0.06),
            sku("1009", "tablet", "east", 219_900, 300, 0.04),
            sku("1010", "dumplings, 1 kg", "north", 4_200, 400, 0.04));

    private Catalogue() {}

    public static Optional<Sku> find(String id) {
        return SKUS.stream().filter(sku -> sku.id().equals(id)).findFirst();
    }

    private static Sku sku(String id, String name, String zone, long fen, int fullShelf, double share) {
        return new Sku(id, name, zone, new Cny(fen), fullShelf, share);
    }
}
