package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each tenant's own shop reaches its own queries soon after the start. */
@ExtendWith(SuiteExtension.class)
class FirstNumbersTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String ORDER_RATE = "sum(rate(mall_order_created_total[1m]))";

    @Test
    void eachTenantSeesItsOwnOrderRate(Suite suite) {
        List<Double> rates = Stream.of("acme", "initech", "globex")
                .map(tenant -> await().atMost(SOON)
                        .until(() -> valueOf(suite.pharos("query", tenant, ORDER_RATE)), rate -> rate > 0))
                .toList();

        assertThat(rates).doesNotHaveDuplicates();
    }

    @Test
    void everyMallMetricArrivesWithItsTenantsLabel(Suite suite) {
        String shop = "count by (tenant_id) ({job=\"shop\",__name__=~\"mall_.+\"})";

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(suite.pharos("query", "globex", shop)).contains("globex"));
    }

    // The table's second line is "VALUE  TIME" of the only series.
    private static double valueOf(String table) {
        List<String> lines = table.lines().toList();
        return lines.size() < 2 ? 0 : Double.parseDouble(lines.get(1).strip().split(" +")[0]);
    }
}
