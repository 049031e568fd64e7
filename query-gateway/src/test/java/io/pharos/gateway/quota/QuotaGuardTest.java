package io.pharos.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaGuardTest {
    private static final QuotaKey KEY = new QuotaKey.OfUser(new TenantId("acme"), "alice");
    private static final Verdict COUNTED = new Verdict.Granted(new Quota(KEY, 100), 99, Duration.ofSeconds(1));

    private long now;
    private boolean redisUp = true;
    private int asked;
    private final QuotaGuard guard = new QuotaGuard(
            this::redis,
            new LocalWindow(() -> now),
            new QuotaSettings(Duration.ofMillis(250), Duration.ofSeconds(1)),
            () -> now);

    private Future<Verdict> redis(List<Quota> quotas) {
        asked++;
        return redisUp ? Future.succeededFuture(COUNTED) : Future.failedFuture("connection refused");
    }

    private Verdict admit(Role role, Quota... quotas) {
        return guard.admit(role, List.of(quotas)).result();
    }

    @Test
    void countsByTheSharedWindow() {
        assertThat(admit(Role.DEV, new Quota(KEY, 100))).isEqualTo(COUNTED);
    }

    @Test
    void countsNothingWhereThereIsNoQuota() {
        assertThat(admit(Role.ADMIN)).isInstanceOf(Verdict.Unlimited.class);
        assertThat(asked).isZero();
    }

    @Test
    void refusesGuestsWhileNobodyCounts() {
        redisUp = false;
        assertThat(admit(Role.GUEST, new Quota(KEY, 5))).isInstanceOf(Verdict.Uncounted.class);
    }

    @Test
    void grantsOthersTheirLocalShareWhileNobodyCounts() {
        redisUp = false;
        assertThat(admit(Role.DEV, new Quota(KEY, 5))).isInstanceOf(Verdict.Granted.class);
        assertThat(admit(Role.DEV, new Quota(KEY, 5))).isInstanceOf(Verdict.Granted.class);
        assertThat(admit(Role.DEV, new Quota(KEY, 5))).isInstanceOf(Verdict.Exhausted.class);
    }

    @Test
    void leavesRedisAloneForAPauseAndThenAsksAgain() {
        redisUp = false;
        admit(Role.DEV, new Quota(KEY, 100));
        redisUp = true;
        now += Duration.ofMillis(999).toNanos();
        assertThat(admit(Role.DEV, new Quota(KEY, 100))).isNotEqualTo(COUNTED);
        assertThat(asked).isEqualTo(1);
        now += Duration.ofMillis(1).toNanos();
        assertThat(admit(Role.DEV, new Quota(KEY, 100))).isEqualTo(COUNTED);
    }
}
