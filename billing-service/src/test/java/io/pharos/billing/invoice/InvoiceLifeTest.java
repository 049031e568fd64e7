package io.pharos.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.invoice.InvoiceEvent.CreditNoted;
import io.pharos.billing.invoice.InvoiceEvent.GivenUp;
import io.pharos.billing.invoice.InvoiceEvent.GraceEnded;
import io.pharos.billing.invoice.InvoiceEvent.PaymentReceived;
import io.pharos.billing.invoice.InvoiceEvent.PaymentReturned;
import io.pharos.billing.invoice.InvoiceEvent.PeriodEnded;
import io.pharos.billing.invoice.InvoiceEvent.TakenBack;
import io.pharos.billing.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceLifeTest {
    private static final Instant END = Instant.parse("2026-08-01T00:00:00Z");
    private static final Instant GRACE = END.plus(Duration.ofMinutes(15));
    private static final InvoiceNumber NUMBER = new InvoiceNumber("P", 1);

    private final InvoiceState issued =
            moved(new InvoiceState.Draft(), END, new PeriodEnded(GRACE)).after(GRACE, new GraceEnded(NUMBER, cny(100)));

    @Test
    void aPaidInvoiceHasNothingOpen() {
        InvoiceState partly = on(issued, new PaymentReceived(cny(40)));
        InvoiceState paid = on(partly, new PaymentReceived(cny(60)));

        assertThat(partly)
                .isInstanceOfSatisfying(
                        InvoiceState.Finalised.class,
                        f -> assertThat(f.balance().open()).isEqualTo(cny(60)));
        assertThat(paid).isInstanceOf(InvoiceState.Paid.class);
    }

    @Test
    void noNumberIsGivenWhileLateUsageIsTakenIn() {
        InvoiceState grace = new InvoiceState.Grace(GRACE);

        assertThat(code(grace, new GraceEnded(NUMBER, cny(100)), GRACE.minusNanos(1)))
                .isEqualTo("invoice.in-grace");
    }

    @Test
    void whatIsPaidTooMuchStaysVisible() {
        InvoiceState paid = on(issued, new PaymentReceived(cny(130)));

        assertThat(paid)
                .isInstanceOfSatisfying(
                        InvoiceState.Paid.class,
                        p -> assertThat(p.balance().open()).isEqualTo(cny(-30)));
    }

    @Test
    void aPaymentThatGoesBackOpensTheInvoiceAgain() {
        InvoiceState paid = on(issued, new PaymentReceived(cny(100)));

        assertThat(on(paid, new PaymentReturned(cny(100)))).isEqualTo(issued);
        assertThat(code(issued, new PaymentReturned(cny(1)), GRACE)).isEqualTo("invoice.nothing-to-return");
    }

    @Test
    void aCreditNoteSettlesWhatItCredits() {
        assertThat(on(issued, new CreditNoted(cny(100)))).isInstanceOf(InvoiceState.Paid.class);
        assertThat(code(issued, new CreditNoted(cny(101)), GRACE)).isEqualTo("invoice.over-credited");
    }

    @Test
    void onlyAnUntouchedInvoiceIsTakenBack() {
        InvoiceState partly = on(issued, new PaymentReceived(cny(1)));

        assertThat(on(issued, new TakenBack("wrong customer"))).isInstanceOf(InvoiceState.Voided.class);
        assertThat(code(partly, new TakenBack("wrong customer"), GRACE)).isEqualTo("invoice.in-use");
    }

    @Test
    void aPaymentIsTakenEvenAfterGivingUp() {
        InvoiceState lost = on(issued, new GivenUp());

        assertThat(on(lost, new PaymentReceived(cny(99)))).isInstanceOf(InvoiceState.Uncollectible.class);
        assertThat(on(lost, new PaymentReceived(cny(100)))).isInstanceOf(InvoiceState.Paid.class);
    }

    @Test
    void nothingIsFinalisedTwice() {
        InvoiceEvent again = new GraceEnded(new InvoiceNumber("P", 2), cny(100));

        for (InvoiceState state : List.of(issued, on(issued, new PaymentReceived(cny(100))))) {
            assertThat(code(state, again, GRACE)).isEqualTo("invoice.issued");
        }
    }

    @Test
    void anInvoiceOverNothingIsSettledAtOnce() {
        InvoiceState grace = new InvoiceState.Grace(GRACE);

        assertThat(moved(grace, GRACE, new GraceEnded(NUMBER, cny(0))).state()).isInstanceOf(InvoiceState.Paid.class);
    }

    private record Walk(InvoiceState state) {
        InvoiceState after(Instant now, InvoiceEvent event) {
            return moved(state, now, event).state();
        }
    }

    private static Walk moved(InvoiceState state, Instant now, InvoiceEvent event) {
        return switch (InvoiceLife.decide(state, event, now)) {
            case Transition.Moved m -> new Walk(m.state());
            case Transition.Refused r -> throw new AssertionError(r.reason());
        };
    }

    private static InvoiceState on(InvoiceState state, InvoiceEvent event) {
        return moved(state, GRACE, event).state();
    }

    private static String code(InvoiceState state, InvoiceEvent event, Instant now) {
        return switch (InvoiceLife.decide(state, event, now)) {
            case Transition.Moved m -> "moved to " + m.state();
            case Transition.Refused r -> r.code();
        };
    }

    private static Money cny(long yuan) {
        return new Money(yuan * 100, Currency.getInstance("CNY"));
    }
}
