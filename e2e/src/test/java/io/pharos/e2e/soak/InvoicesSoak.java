package io.pharos.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.e2e.billing.InvoiceCrowd;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten thousand invoices with their PDF in under thirty minutes, drafts and numbers and books included. */
@ExtendWith(SuiteExtension.class)
class InvoicesSoak {
    private static final int TENANTS = Integer.getInteger("soak.invoices", 10_000);
    private static final long LONGEST_SECONDS = 30 * 60;

    @Test
    void tenThousandInvoicesAreIssuedWithTheirPdfInHalfAnHour(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("invoices");
        evidence.step(TENANTS + " invoices", () -> {
            Map<String, ?> seen = InvoiceCrowd.bill(suite, TENANTS);
            assertThat((Long) seen.get("firstDraftToLastPdfSeconds")).isLessThan(LONGEST_SECONDS);
            assertThat(seen.get("gapsInNumbers")).isEqualTo(0L);
            assertThat(seen.get("movementsOutOfBalance")).isEqualTo(0L);
            assertThat(seen.get("partsThatDied")).isEqualTo(0L);
            return seen;
        });
        evidence.finish();
    }
}
