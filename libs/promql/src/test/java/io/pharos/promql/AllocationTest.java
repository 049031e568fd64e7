package io.pharos.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pharos.promql.print.Printer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final String QUERY = """
            histogram_quantile(0.99, sum by (le, service) (rate(http_request_duration_seconds_bucket{env="prod",\
            service=~"checkout|cart",code!~"5.."}[5m]))) / on (service) group_left sum by (service) (up{env="prod"}) > 0.5""";

    @Test
    void aDashboardQueryAllocatesLittle() {
        assertThat(QUERY.length()).isBetween(190, 240);
        ParserOptions options = ParserOptions.everything();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 200; i++) {
            Printer.print(PromqlParser.parse(QUERY, options));
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            Printer.print(PromqlParser.parse(QUERY, options));
        }
        long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
        assertThat(bytes).isLessThan(25_000);
    }
}
