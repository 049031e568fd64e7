package io.pharos.billing.payment;

import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.InvoiceStore;
import io.pharos.billing.payment.CheckoutStore.Opened;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant has paid; and, in development, paying without a bank. */
@Path("/api/v1/payments")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class PaymentsResource {
    private final Payments payments;
    private final Providers providers;
    private final InvoiceStore invoices;
    private final CheckoutStore checkouts;
    private final Database database;
    private final Clock clock;

    PaymentsResource(
            Payments payments,
            Providers providers,
            InvoiceStore invoices,
            CheckoutStore checkouts,
            Database database,
            Clock clock) {
        this.payments = payments;
        this.providers = providers;
        this.invoices = invoices;
        this.checkouts = checkouts;
        this.database = database;
        this.clock = clock;
    }

    /** A tenant's payments, the latest first. */
    record PaymentsView(List<PaymentView> payments) {}

    /** What is to be paid: a checkout, or an invoice; all that is open on it where no amount is given. */
    record SimulatedRequest(
            @Nullable UUID invoice,
            @Nullable BigDecimal amount,
            @Nullable UUID checkout) {}

    /** What became of it. */
    record TakenView(String outcome) {}

    @GET
    public PaymentsView all(@Context TenantContext context) {
        return new PaymentsView(payments.ofTenant(context.tenant()).stream()
                .map(PaymentView::of)
                .toList());
    }

    /** Has the simulated provider pay: its signed notice goes the way of every provider's. */
    @POST
    @Path("/simulated")
    @RequiresScope(Scope.BILLING_WRITE)
    public TakenView simulate(
            @Context TenantContext context,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            SimulatedRequest request) {
        SimulatedProvider provider = providers.simulated();
        if (request.checkout() != null) {
            return new TakenView(payments.take(provider, paid(provider, context, request.checkout())));
        }
        UUID id = request.invoice();
        if (id == null) {
            throw Problem.of(Kind.MALFORMED, "payment.no-invoice", "Give the id of the invoice that is paid.");
        }
        Invoice invoice = database.query(session -> invoices.find(session, context.tenant(), id))
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND, "payment.no-such-invoice", "There is no invoice of that number or id."));
        BigDecimal amount = request.amount() == null ? invoice.balance().open().amount() : request.amount();
        String event = key == null ? UUID.randomUUID().toString() : context.tenant() + ":" + key;
        var payment = new Notice.Received(
                event, "sim-" + event, id.toString(), amount, invoice.currency().getCurrencyCode());
        return new TakenView(payments.take(provider, provider.of(payment, clock.instant())));
    }

    private InboundNotice paid(SimulatedProvider provider, TenantContext context, UUID id) {
        Opened checkout = database.query(session -> checkouts.find(session, context.tenant(), id))
                .filter(opened -> opened.provider().equals(SimulatedProvider.NAME))
                .orElseThrow(() ->
                        Problem.of(Kind.NOT_FOUND, "payment.no-such-checkout", "There is no such simulated checkout."));
        Notice.Received payment = new Notice.Received(
                "checkout-" + id,
                checkout.reference(),
                checkout.invoice().toString(),
                checkout.amount().amount(),
                checkout.amount().currency().getCurrencyCode());
        return provider.of(payment, clock.instant());
    }
}
