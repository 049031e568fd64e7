package io.pharos.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.Tax;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionsTest {
    private static final Tax TAX = new Tax("S", "6", "");

    @Test
    void billsWhatCameTooLateAndNothingElse() {
        List<ContentLine> billed = List.of(line("USAGE", "samples", "10.00"), line("CORRECTION", "samples", "3.00"));
        List<ContentLine> known = List.of(line("USAGE", "samples", "12.50"), line("RECURRING", "base", "0.00"));
        List<ContentLine> corrections = Corrections.between(billed, known, Currency.getInstance("CNY"), "October");
        assertThat(corrections).singleElement().satisfies(line -> {
            assertThat(line.amount()).isEqualTo("2.50");
            assertThat(line.arithmetic())
                    .isEqualTo("late usage of October: 12.50 CNY less billed 10.00 CNY → 2.50 CNY");
        });
    }

    @Test
    void aLineThatIsGoneIsTakenBack() {
        List<ContentLine> corrections = Corrections.between(
                List.of(line("TRUE_UP", "samples", "4.00")), List.of(), Currency.getInstance("CNY"), "October");
        assertThat(corrections).extracting(ContentLine::amount).containsExactly("-4.00");
    }

    private static ContentLine line(String kind, String code, String amount) {
        return new ContentLine(kind, code, code, amount, "0.00", "0.00", "", TAX);
    }
}
