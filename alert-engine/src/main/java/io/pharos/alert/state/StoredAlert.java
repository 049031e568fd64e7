package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import java.time.Instant;

/**
 * An alert as its series tell of it.
 *
 * @param labels without those that only the series have: name, state, and what the platform adds
 * @param activeAt the value of {@code ALERTS_FOR_STATE}
 * @param lastSeen the time of its last sample
 * @param firing whether {@code ALERTS} said so at that time
 */
public record StoredAlert(Labels labels, Instant activeAt, Instant lastSeen, boolean firing) {}
