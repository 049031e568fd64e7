package io.pharos.billing.rating.model;

/** Whether the first tier's flat fee is due when nothing was used; billing systems disagree, so the plan says it. */
public enum ZeroUsageFlat {
    NOT_CHARGED,
    CHARGE_FIRST_TIER
}
