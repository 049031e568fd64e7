package io.pharos.promql.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a dashboard's query costs on its way through the wall, in memory. */
class AllocationTest {
    private static final long LIMIT = 40 * 1024;
    private static final int ROUNDS = 2_000;
    private static final TenantId ACME = new TenantId("acme");

    private static final String QUERY = "histogram_quantile(0.95, sum by (le, service) "
            + "(rate(http_request_duration_seconds_bucket{namespace=\"prod\",code!~\"5..\"}[5m])))"
            + " * on (service) group_left (team) max by (service, team) (service_owner{env=\"prod\"})";

    @Test
    void aQueryOfTwoHundredCharactersTakesLessThanFortyKilobytes() {
        assertThat(QUERY).hasSizeBetween(200, 220);

        allocated(ROUNDS);
        long perQuery = allocated(ROUNDS) / ROUNDS;

        assertThat(perQuery).isBetween(1L, LIMIT);
    }

    private static long allocated(int rounds) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int characters = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            characters += EnforcedQuery.of(ACME, PromqlParser.parse(QUERY, ParserOptions.everything()))
                    .text()
                    .length();
        }
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(characters).isPositive();
        return after - before;
    }
}
