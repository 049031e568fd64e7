package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Spare;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two gateways count one quota. */
@ExtendWith(SuiteExtension.class)
class SharedQuotaTest {
    private static final int GUEST_RATE = 5;
    private static final int ROUNDS = 20;

    @Test
    void aGuestGainsNothingByAskingTwoGateways(Suite suite) {
        String token = suite.token("globex", "guest");
        try (Spare spare = suite.spareGateway()) {
            FrontDoor first = suite.gateway().as("globex", token);
            FrontDoor second = spare.door().as("globex", token);
            int[] served = new int[2];
            Instant start = Instant.now();

            for (int round = 0; round < ROUNDS; round++) {
                served[0] += first.query("vector(1)").status() == 200 ? 1 : 0;
                served[1] += second.query("vector(1)").status() == 200 ? 1 : 0;
            }

            long windows = Duration.between(start, Instant.now()).toSeconds() + 1;
            assertThat(served[0] + served[1]).isBetween(GUEST_RATE, (int) (GUEST_RATE * windows));
            assertThat(served).as("both refuse").doesNotContain(ROUNDS);
        }
    }
}
