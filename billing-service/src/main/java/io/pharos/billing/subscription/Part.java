package io.pharos.billing.subscription;

import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.plan.PricePlan;

/** A plan, and the part of a billing period in which the tenant had it: usually all of it. */
public record Part(PricePlan plan, BilledPeriod period) {}
