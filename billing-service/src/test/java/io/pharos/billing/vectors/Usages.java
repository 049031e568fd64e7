package io.pharos.billing.vectors;

import io.pharos.billing.rating.model.PricedEvent;
import io.pharos.billing.rating.model.Usage;

/** The usage of a vector, as its model needs it. */
final class Usages {
    private Usages() {}

    static Usage of(Params vector) {
        Params p = vector.object("params");
        if (p.has("peaks")) {
            return Usage.peaks(p.object("peaks").decimalEntries());
        }
        if (p.objects("events").stream().anyMatch(e -> e.has("amount"))) {
            return Usage.priced(p.objects("events").stream()
                    .map(e -> new PricedEvent(e.decimalOr("units", "0"), e.decimal("amount")))
                    .toList());
        }
        if (vector.has("events") || p.has("events")) {
            return Usage.transactions(vector.has("events") ? vector.decimals("events") : p.decimals("events"));
        }
        return Usage.of(vector.has("quantity") ? vector.decimal("quantity") : p.decimalOr("cost", "0"));
    }
}
