package io.pharos.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.document.Samples;
import io.pharos.billing.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class CreditNoteMakerTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    @Property(tries = 200)
    void addsUpForEveryAmount(@ForAll @LongRange(min = 1, max = 110_475) long minor) {
        Money gross = new Money(minor, CNY);
        InvoiceContent note = CreditNoteMaker.of(Samples.invoice(), gross, "why", Instant.EPOCH);
        assertThat(new BigDecimal(note.sums().total())).isEqualByComparingTo(gross.amount());
        assertThat(sum(note, true)).isEqualByComparingTo(note.sums().net());
        assertThat(sum(note, false)).isEqualByComparingTo(note.sums().tax());
        assertThat(note.corrects()).isEqualTo("PH-7");
    }

    private static BigDecimal sum(InvoiceContent note, boolean base) {
        return note.taxes().stream()
                .map(row -> new BigDecimal(base ? row.base() : row.amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
