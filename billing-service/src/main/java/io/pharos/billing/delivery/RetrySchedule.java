package io.pharos.billing.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery is tried again: the schedule that Standard Webhooks 1.0.0 proposes, about three days in ten tries,
 * each wait up to a tenth longer or shorter so that what failed together is not tried together.
 */
final class RetrySchedule {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    private static final double JITTER = 0.1;
    private static final Duration LONGEST = Duration.ofHours(24);

    private RetrySchedule() {}

    /** The wait after that many tries, not shorter than the receiver asks for; empty where it is given up. */
    static Optional<Duration> after(int tries, Duration asked, RandomGenerator random) {
        if (tries > WAITS.size()) {
            return Optional.empty();
        }
        Duration wait = WAITS.get(tries - 1);
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration varied = Duration.ofMillis(Math.round(wait.toMillis() * factor));
        Duration least = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        return Optional.of(varied.compareTo(least) < 0 ? least : varied);
    }
}
