package io.pharos.router.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Rate TEN_A_SECOND = new Rate(10, 3);

    private final AtomicLong nanos = new AtomicLong(5);
    private final RateLimiter<String> limiter = new RateLimiter<>(2, nanos::get);

    @Test
    void grantsTheBurstThenTheRate() {
        assertThat(limiter.take("a", TEN_A_SECOND)).isEmpty();
        assertThat(limiter.take("a", TEN_A_SECOND)).isEmpty();
        assertThat(limiter.take("a", TEN_A_SECOND)).isEmpty();
        assertThat(limiter.take("a", TEN_A_SECOND)).contains(Duration.ofMillis(100));
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(limiter.take("a", TEN_A_SECOND)).isEmpty();
        assertThat(limiter.take("a", TEN_A_SECOND)).isPresent();
    }

    @Test
    void neverSavesMoreThanTheBurst() {
        limiter.take("a", TEN_A_SECOND);
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take("a", TEN_A_SECOND)).isEmpty();
        }
        assertThat(limiter.take("a", TEN_A_SECOND)).isPresent();
    }

    @Test
    void keepsKeysApart() {
        Rate one = new Rate(1, 1);
        assertThat(limiter.take("a", one)).isEmpty();
        assertThat(limiter.take("b", one)).isEmpty();
        assertThat(limiter.take("a", one)).isPresent();
    }

    @Test
    void forgetsTheKeyThatWasUsedLongestAgo() {
        Rate one = new Rate(1, 1);
        limiter.take("a", one);
        limiter.take("b", one);
        limiter.take("c", one);
        assertThat(limiter.take("a", one)).isEmpty();
        assertThat(limiter.take("c", one)).isPresent();
    }
}
