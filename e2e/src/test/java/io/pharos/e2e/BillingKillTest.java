package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.e2e.billing.BillingKills;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One kill each of billing-service, Kafka and PostgreSQL under load; the soak has thirty. */
@ExtendWith(SuiteExtension.class)
class BillingKillTest {
    @Test
    void theSumBilledIsTheSumOfDistinctEvents(Suite suite) throws Exception {
        BillingKills.Seen seen = BillingKills.run(suite, 3, 7);
        assertThat(seen.billed()).isEqualTo(Long.toString(seen.sum()));
        assertThat(seen.samplesBilled()).isEqualTo(Long.toString(seen.samples()));
        assertThat(seen.differences()).isZero();
    }
}
