package io.pharos.billing.invoicing;

import io.pharos.billing.invoice.Coupon;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.subscription.Part;
import java.util.List;
import java.util.stream.Collectors;

/** What a tenant pays by in a period: its plans, each with its part of it, and the coupons that are taken off. */
public record Contract(Period whole, List<Part> parts, List<Coupon> coupons) {
    public Contract {
        parts = List.copyOf(parts);
        coupons = List.copyOf(coupons);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a period without a plan is not billed");
        }
    }

    /** The plan that the period ends with: currency, time zone and taxes are its. */
    public PricePlan plan() {
        return parts.getLast().plan();
    }

    /** All plans by name and version. */
    public String plans() {
        return parts.stream().map(part -> part.plan().version().toString()).collect(Collectors.joining(", "));
    }
}
