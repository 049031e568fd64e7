package io.pharos.alert.run;

import io.pharos.alert.state.Health;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a rule's last evaluation went.
 *
 * @param evaluatedAt null where it was not evaluated here yet
 * @param samples how many results it had
 */
public record RuleReport(@Nullable Instant evaluatedAt, Duration took, int samples, Health health) {
    public static final RuleReport NONE = new RuleReport(null, Duration.ZERO, 0, new Health.Unknown());
}
