package io.pharos.billing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    @Test
    void triesForAboutThreeDays() {
        Duration all = Duration.ZERO;
        int tries = 1;
        Optional<Duration> wait = RetrySchedule.after(tries, Duration.ZERO, new Random(7));
        while (wait.isPresent()) {
            all = all.plus(wait.get());
            wait = RetrySchedule.after(++tries, Duration.ZERO, new Random(tries));
        }
        assertThat(tries).isEqualTo(10);
        assertThat(all).isBetween(Duration.ofHours(68), Duration.ofHours(84));
    }

    @Test
    void waitsAsLongAsTheReceiverAsksButNotForEver() {
        assertThat(RetrySchedule.after(1, Duration.ofMinutes(10), new Random(1)))
                .contains(Duration.ofMinutes(10));
        assertThat(RetrySchedule.after(1, Duration.ofDays(30), new Random(1))).contains(Duration.ofHours(24));
    }

    @Test
    void whatFailedTogetherIsNotTriedTogether() {
        assertThat(RetrySchedule.after(4, Duration.ZERO, new Random(1)))
                .isNotEqualTo(RetrySchedule.after(4, Duration.ZERO, new Random(2)));
    }
}
