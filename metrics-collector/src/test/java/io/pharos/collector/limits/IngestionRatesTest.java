package io.pharos.collector.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.testing.Tenants;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IngestionRatesTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId INITECH = new TenantId("initech");

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
    private final IngestionRates rates = new IngestionRates(clock::get);

    @Test
    void letsABurstThroughAndThenTheRate() {
        Allowance limits = allowance(100, 500);
        assertThat(rates.take(ACME, limits, 500)).isEmpty();
        assertThat(rates.take(ACME, limits, 50)).contains(Duration.ofMillis(500));
        pass(Duration.ofMillis(500));
        assertThat(rates.take(ACME, limits, 50)).isEmpty();
        assertThat(rates.take(ACME, limits, 1)).isPresent();
    }

    @Test
    void countsEachTenantAlone() {
        Allowance limits = allowance(1, 10);
        assertThat(rates.take(ACME, limits, 10)).isEmpty();
        assertThat(rates.take(ACME, limits, 10)).isPresent();
        assertThat(rates.take(INITECH, limits, 10)).isEmpty();
    }

    @Test
    void letsARequestOverTheBurstThroughOnceAndHasItPaidOff() {
        Allowance limits = allowance(10, 100);
        assertThat(rates.take(ACME, limits, 300)).isEmpty();
        assertThat(rates.take(ACME, limits, 300)).contains(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(30));
        assertThat(rates.take(ACME, limits, 300)).isEmpty();
    }

    @Test
    void givesBackWhatWasNotStored() {
        Allowance limits = allowance(1, 10);
        assertThat(rates.take(ACME, limits, 10)).isEmpty();
        rates.giveBack(ACME, limits, 10);
        assertThat(rates.take(ACME, limits, 10)).isEmpty();
    }

    @Test
    void aChangedLimitHoldsAtOnce() {
        assertThat(rates.take(ACME, allowance(1, 10), 10)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(rates.take(ACME, allowance(1000, 1000), 1000)).isEmpty();
    }

    @Test
    void aTenantsCollectorsShareItsLimit() {
        IngestLimits limits = Tenants.ingest("""
                {"ingestionRate": 900, "ingestionBurstSize": 3000, "ingestionTenantShardSize": 3}""");
        assertThat(Allowance.of(limits, 5)).isEqualTo(allowance(300, 1000));
        assertThat(Allowance.of(limits, 2)).isEqualTo(allowance(450, 1500));
        assertThat(Allowance.of(IngestLimits.DEFAULT, 5)).isEqualTo(allowance(10_000, 200_000));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static Allowance allowance(int rate, int burst) {
        return new Allowance(rate, burst);
    }
}
