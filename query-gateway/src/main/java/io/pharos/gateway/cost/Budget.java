package io.pharos.gateway.cost;

import java.time.Duration;

/** How a tenant's budget stands: samples a day, what is left of them, and when the next day (UTC) begins. */
public record Budget(long limit, long remaining, Duration reset) {}
