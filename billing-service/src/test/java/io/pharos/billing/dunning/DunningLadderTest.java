package io.pharos.billing.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.invoicing.Invoice.Dunning;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DunningLadderTest {
    private static final LocalDate DUE = LocalDate.of(2026, 11, 30);

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, NONE",
        "NONE, 1, REMINDED",
        "REMINDED, 6, REMINDED",
        "REMINDED, 7, RESTRICTED",
        "NONE, 20, SUSPENDED",
        "SUSPENDED, 1, SUSPENDED"
    })
    void goesOnByDaysOverdueAndNeverBack(Dunning now, int overdue, Dunning next) {
        assertThat(new DunningLadder(1, 7, 14).decide(now, DUE, DUE.plusDays(overdue)))
                .isEqualTo(next);
    }
}
