package io.pharos.billing.plan;

import java.math.BigDecimal;

/** A fee for being a customer in a period, whatever is used; its share of a begun period is the plan's proration. */
public record RecurringFee(String code, String name, BigDecimal amount, String tax) {}
