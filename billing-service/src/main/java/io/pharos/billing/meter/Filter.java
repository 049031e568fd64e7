package io.pharos.billing.meter;

import java.util.Set;

/** Lets an event through whose property has one of the values; an event without the property is not let through. */
public record Filter(String property, Set<String> values) {
    public Filter {
        values = Set.copyOf(values);
    }

    boolean admits(UsageEvent event) {
        return event.property(property).filter(values::contains).isPresent();
    }
}
