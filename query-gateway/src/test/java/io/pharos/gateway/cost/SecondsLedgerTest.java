package io.pharos.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecondsLedgerTest extends OverRedis {
    private static SecondsLedger ledger() {
        return new SecondsLedger(redis, Duration.ofSeconds(5));
    }

    private Duration pause(Duration aMinute) throws Exception {
        return get(ledger().pause(tenant, aMinute));
    }

    @Test
    void whoUsedNothingNeedNotWait() throws Exception {
        assertThat(pause(Duration.ofSeconds(1))).isZero();
    }

    @Test
    void whoUsedUpItsSecondsWaitsUntilTheMinuteGivesSomeBack() throws Exception {
        Duration cap = Duration.ofSeconds(30);
        get(ledger().spend(tenant, cap, Duration.ofSeconds(29)));
        assertThat(pause(cap)).isZero();
        get(ledger().spend(tenant, cap, Duration.ofSeconds(6)));
        assertThat(pause(cap))
                .as("five seconds too much come back in ten, by another gateway")
                .isBetween(Duration.ofSeconds(8), Duration.ofMillis(10_002));
    }

    @Test
    void secondsComeBackAsTimeGoesOn() throws Exception {
        Duration tenAtOnce = Duration.ofMinutes(10);
        get(ledger().spend(tenant, tenAtOnce, tenAtOnce.plusSeconds(3)));
        assertThat(pause(tenAtOnce)).isPositive();
        await().atMost(Duration.ofSeconds(10)).until(() -> pause(tenAtOnce).isZero());
    }

    @Test
    void failsWhereRedisIsAway() {
        SecondsLedger ledger = new SecondsLedger(away(), Duration.ofMillis(200));
        assertThatThrownBy(() -> get(ledger.pause(tenant, Duration.ofSeconds(1))))
                .isNotNull();
    }
}
