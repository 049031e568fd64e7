package io.pharos.collector.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.IngestLimits;
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
        IngestLimits limits = limits(100, 500);
        assertThat(rates.take(ACME, limits, 500)).isEmpty();
        assertThat(rates.take(ACME, limits, 50)).contains(Duration.ofMillis(500));
        pass(Duration.ofMillis(500));
        assertThat(rates.take(ACME, limits, 50)).isEmpty();
        assertThat(rates.take(ACME, limits, 1)).isPresent();
    }

    @Test
    void countsEachTenantAlone() {
        IngestLimits limits = limits(1, 10);
        assertThat(rates.take(ACME, limits, 10)).isEmpty();
        assertThat(rates.take(ACME, limits, 10)).isPresent();
        assertThat(rates.take(INITECH, limits, 10)).isEmpty();
    }

    @Test
    void letsARequestOverTheBurstThroughOnceAndHasItPaidOff() {
        IngestLimits limits = limits(10, 100);
        assertThat(rates.take(ACME, limits, 300)).isEmpty();
        assertThat(rates.take(ACME, limits, 300)).contains(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(30));
        assertThat(rates.take(ACME, limits, 300)).isEmpty();
    }

    @Test
    void givesBackWhatWasNotStored() {
        IngestLimits limits = limits(1, 10);
        assertThat(rates.take(ACME, limits, 10)).isEmpty();
        rates.giveBack(ACME, limits, 10);
        assertThat(rates.take(ACME, limits, 10)).isEmpty();
    }

    @Test
    void aChangedLimitHoldsAtOnce() {
        assertThat(rates.take(ACME, limits(1, 10), 10)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(rates.take(ACME, limits(1000, 1000), 1000)).isEmpty();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static IngestLimits limits(int rate, int burst) {
        return new IngestLimits(rate, burst, 1000, 30, 1024, 2048, 1 << 20);
    }
}
