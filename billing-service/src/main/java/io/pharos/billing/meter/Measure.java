package io.pharos.billing.meter;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.math.BigDecimal;

/** The number of an event that a meter adds up. */
public sealed interface Measure {
    BigDecimal of(UsageEvent event);

    record Quantity() implements Measure {
        @Override
        public BigDecimal of(UsageEvent event) {
            return event.quantity();
        }
    }

    /** A property that holds a decimal number; an event without one cannot be metered and is refused, never read as zero. */
    record Property(String name) implements Measure {
        @Override
        public BigDecimal of(UsageEvent event) {
            String text = event.property(name).orElseThrow(() -> unreadable(event));
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw unreadable(event);
            }
        }

        private Problem unreadable(UsageEvent event) {
            String detail = "The event " + event.key().id() + " has no number in '" + name + "'.";
            return Problem.of(Kind.MALFORMED, "usage.unreadable-measure", detail);
        }
    }
}
