package io.pharos.billing.track;

import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.plan.RatedPeriod;
import io.pharos.billing.plan.UsageStatement;

/** A way of rating: a parameter of whoever rates, never a switch somewhere. The same input gives the same lines. */
public interface RatingEngine {
    RatedPeriod rate(UsageStatement usage, BilledPeriod period);
}
