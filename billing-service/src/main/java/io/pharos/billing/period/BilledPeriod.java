package io.pharos.billing.period;

import io.pharos.billing.period.Proration.Share;
import java.time.ZoneId;

/** A billing period, and the part of it in which the subscription was active; usually all of it. */
public record BilledPeriod(Period whole, Period active) {
    public BilledPeriod {
        if (active.from().isBefore(whole.from()) || active.to().isAfter(whole.to())) {
            throw new IllegalArgumentException("active " + active + " is not within " + whole);
        }
    }

    public static BilledPeriod full(Period whole) {
        return new BilledPeriod(whole, whole);
    }

    public Share share(Proration proration, ZoneId zone) {
        return active.equals(whole) ? Share.WHOLE : proration.share(active, whole, zone);
    }
}
