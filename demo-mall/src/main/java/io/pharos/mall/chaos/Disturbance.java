package io.pharos.mall.chaos;

import io.pharos.model.TenantId;
import java.time.Instant;

/** One knob turned in one shop: level above 0 up to 1, and it ends by itself. */
public record Disturbance(TenantId tenant, Knob knob, double level, Instant since, Instant until) {
    public Disturbance {
        if (!(level > 0 && level <= 1)) {
            throw new IllegalArgumentException("a level is above 0 up to 1, not " + level);
        }
        if (!until.isAfter(since)) {
            throw new IllegalArgumentException("chaos ends after it began");
        }
    }
}
