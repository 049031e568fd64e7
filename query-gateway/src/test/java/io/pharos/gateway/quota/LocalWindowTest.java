package io.pharos.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalWindowTest implements WindowContract {
    private long now = 42;
    private final LocalWindow window = new LocalWindow(() -> now);

    @Override
    public Window window() {
        return window;
    }

    @Test
    void hasRoomAgainOnceTheOldestIsMoreThanASecondOld() throws Exception {
        QuotaKey key = anyone();
        assertThat(take(key, 1)).isInstanceOf(Verdict.Granted.class);
        now += 1_000_000_000L;
        assertThat(take(key, 1)).isEqualTo(new Verdict.Exhausted(new Quota(key, 1), Duration.ofNanos(1)));
        now += 1;
        assertThat(take(key, 1)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void forgetsThoseWhoAskedLongestAgo() throws Exception {
        QuotaKey first = anyone();
        assertThat(take(first, 1)).isInstanceOf(Verdict.Granted.class);
        for (int i = 0; i < LocalWindow.MOST_KEYS; i++) {
            assertThat(take(anyone(), 1)).isInstanceOf(Verdict.Granted.class);
        }
        assertThat(take(first, 1)).isInstanceOf(Verdict.Granted.class);
    }
}
