package io.pharos.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.RedisAPI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SampleLedgerTest extends OverRedis {
    private static SampleLedger ledger() {
        return new SampleLedger(redis, Duration.ofSeconds(5));
    }

    @Test
    void reservesWhatFitsAndRefusesWhatDoesNot() throws Exception {
        SampleLedger.Entry first = get(ledger().reserve(tenant, 100, 60));
        assertThat(first.granted()).isTrue();
        assertThat(first.taken()).isEqualTo(60);
        assertThat(first.rest()).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThat(get(ledger().reserve(tenant, 100, 41)).granted()).isFalse();
        assertThat(get(ledger().reserve(tenant, 100, 40)).granted())
                .as("by another gateway")
                .isTrue();
    }

    @Test
    void settlesByWhatWasRead() throws Exception {
        String day = get(ledger().reserve(tenant, 100, 60)).day();
        get(ledger().settle(tenant, day, -50));
        assertThat(get(ledger().reserve(tenant, 100, 0)).taken()).isEqualTo(10);
        get(ledger().settle(tenant, day, 500));
        SampleLedger.Entry over = get(ledger().reserve(tenant, 100, 0));
        assertThat(over.granted())
                .as("a query that read more than was thought is taken whole")
                .isFalse();
        assertThat(over.taken()).isEqualTo(510);
    }

    @Test
    void forgetsReservationsOfAnotherDay() throws Exception {
        get(ledger().reserve(tenant, 100, 60));
        get(ledger().settle(tenant, "1", -60));
        assertThat(get(ledger().reserve(tenant, 100, 0)).taken()).isEqualTo(60);
    }

    @Test
    void failsWhereRedisIsAway() {
        RedisAPI away = away();
        SampleLedger ledger = new SampleLedger(away, Duration.ofMillis(200));
        assertThatThrownBy(() -> get(ledger.reserve(tenant, 100, 1))).isNotNull();
    }
}
