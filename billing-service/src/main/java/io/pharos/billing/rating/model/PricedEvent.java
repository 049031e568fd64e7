package io.pharos.billing.rating.model;

import java.math.BigDecimal;

/** One event of a charge that looks at events one by one: its units, and the amount of money that it carries. */
public record PricedEvent(BigDecimal units, BigDecimal amount) {}
