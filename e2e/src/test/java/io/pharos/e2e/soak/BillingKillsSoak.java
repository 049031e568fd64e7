package io.pharos.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.e2e.billing.BillingKills;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thirty kills of billing-service, Kafka and PostgreSQL under load, in three parts of ten. */
@ExtendWith(SuiteExtension.class)
class BillingKillsSoak {
    @Test
    void theSumBilledIsTheSumOfDistinctEvents(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("billing-kills");
        for (int part = 1; part <= 3; part++) {
            int seed = part;
            evidence.step("kills " + (part * 10 - 9) + " to " + part * 10, () -> {
                BillingKills.Seen seen = BillingKills.run(suite, 10, seed);
                assertThat(seen.billed()).isEqualTo(Long.toString(seen.sum()));
                assertThat(seen.samplesBilled()).isEqualTo(Long.toString(seen.samples()));
                assertThat(seen.differences()).isZero();
                return seen.facts();
            });
        }
        evidence.finish();
    }
}
