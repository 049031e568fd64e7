package io.pharos.billing.rating.model;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What was used in a period, as a price model needs it: the aggregated quantity; the single events where the model
 * prices each; the peaks by unit where it prices capacity. Events are in the order of their time.
 */
public record Usage(BigDecimal quantity, List<PricedEvent> events, Map<String, BigDecimal> peaks) {
    public static final Usage NONE = of(BigDecimal.ZERO);

    public Usage {
        events = List.copyOf(events);
        peaks = Map.copyOf(peaks);
    }

    public static Usage of(BigDecimal quantity) {
        return new Usage(quantity, List.of(), Map.of());
    }

    /** Transactions that are priced by their value; the quantity is their sum. */
    public static Usage transactions(List<BigDecimal> values) {
        List<PricedEvent> events =
                values.stream().map(value -> new PricedEvent(value, value)).toList();
        return new Usage(Decimals.sum(values), events, Map.of());
    }

    /** Events that bring their own amounts. */
    public static Usage priced(List<PricedEvent> events) {
        List<BigDecimal> units = events.stream().map(PricedEvent::units).toList();
        return new Usage(Decimals.sum(units), events, Map.of());
    }

    public static Usage peaks(Map<String, BigDecimal> peaks) {
        return new Usage(BigDecimal.ZERO, List.of(), peaks);
    }

    /** The same usage after its quantity was converted, rounded or freed in part. */
    public Usage withQuantity(BigDecimal billable) {
        return new Usage(billable, events, peaks);
    }

    /** The money that each event carries; a bare quantity counts as one transaction of that value. */
    List<BigDecimal> amounts() {
        if (!events.isEmpty()) {
            return events.stream().map(PricedEvent::amount).toList();
        }
        return quantity.signum() == 0 ? List.of() : List.of(quantity);
    }
}
