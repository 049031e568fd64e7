package io.pharos.billing.plan;

import java.math.BigDecimal;

/** The least that all usage of a period costs together; what is missing is charged as a line of its own. */
public record Commitment(BigDecimal minimum, String tax) {}
