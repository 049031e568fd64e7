package io.pharos.mall.stock;

import io.pharos.mall.shop.Basket;
import io.pharos.mall.stock.StockCache.Change;

/** One basket's question to the stock, and the way in which it is asked. */
public record Enquiry(Basket basket, Check check) {
    Change change() {
        return new Change(basket.sku(), basket.quantity(), check == Check.BROKEN);
    }
}
