package io.pharos.billing.dunning;

import io.pharos.billing.invoicing.Invoice.Dunning;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Decides by days overdue how far dunning goes; never back, since only settling or disputing ends it. */
record DunningLadder(int remindAfter, int restrictAfter, int suspendAfter) {
    DunningLadder {
        if (remindAfter < 0 || restrictAfter < remindAfter || suspendAfter < restrictAfter) {
            throw new IllegalArgumentException("first remind, then restrict, then suspend");
        }
    }

    Dunning decide(Dunning now, LocalDate due, LocalDate today) {
        long overdue = ChronoUnit.DAYS.between(due, today);
        Dunning reached = reached(overdue);
        return reached.compareTo(now) > 0 ? reached : now;
    }

    private Dunning reached(long overdue) {
        if (overdue >= suspendAfter) {
            return Dunning.SUSPENDED;
        }
        if (overdue >= restrictAfter) {
            return Dunning.RESTRICTED;
        }
        return overdue >= remindAfter ? Dunning.REMINDED : Dunning.NONE;
    }
}
