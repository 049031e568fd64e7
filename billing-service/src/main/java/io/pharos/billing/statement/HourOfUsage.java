package io.pharos.billing.statement;

import java.math.BigDecimal;
import java.time.Instant;

/** What a meter counted in an hour. */
record HourOfUsage(String meter, Instant hour, BigDecimal quantity) {}
