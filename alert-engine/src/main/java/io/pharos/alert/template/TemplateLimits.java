package io.pharos.alert.template;

import java.time.Duration;

/** What one expansion may cost: steps, characters of any text on the way, and time; and how deep templates include each other. */
public record TemplateLimits(long maxSteps, int maxText, Duration time, int maxIncludes) {
    /** Far more than an annotation needs, far less than anybody would notice. */
    public static TemplateLimits standard() {
        return new TemplateLimits(100_000, 64 * 1024, Duration.ofSeconds(1), 20);
    }
}
