package io.pharos.billing.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.InvoiceActs;
import io.pharos.billing.invoicing.InvoiceStore;
import io.pharos.billing.money.Money;
import io.pharos.billing.payment.CheckoutStore.Opened;
import io.pharos.billing.payment.OutboundProvider.Checkout;
import io.pharos.billing.payment.OutboundProvider.CheckoutOrder;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.usage.event.UuidV7;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** How a tenant pays: through whom it can, and the pages on which it does. */
@Path("/api/v1/payments")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class CheckoutsResource {
    private final Database database;
    private final CheckoutStore store;
    private final InvoiceStore invoices;
    private final Providers providers;
    private final Repetition repetition;
    private final Clock clock;
    private final UuidV7 ids;

    CheckoutsResource(
            Database database,
            CheckoutStore store,
            InvoiceStore invoices,
            Providers providers,
            Repetition repetition,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.invoices = invoices;
        this.providers = providers;
        this.repetition = repetition;
        this.clock = clock;
        this.ids = new UuidV7(clock);
    }

    /** A provider, and whether this installation can open checkouts and send money back by it, or takes its notices alone. */
    record ProviderView(String name, boolean checkout, boolean refund) {
        static ProviderView of(PaymentProvider provider) {
            boolean outbound = provider instanceof OutboundProvider;
            return new ProviderView(provider.name(), outbound, outbound);
        }
    }

    /** All providers; a bank transfer is always possible. */
    record ProvidersView(List<ProviderView> providers) {}

    /** An invoice to pay at a provider; all that is open where no amount is given. */
    record CheckoutRequest(
            @Nullable UUID invoice,
            @Nullable String provider,
            @Nullable BigDecimal amount) {}

    /** A page on which an invoice is paid. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CheckoutView(
            UUID id,
            UUID invoice,
            String provider,
            String state,
            String url,
            String amount,
            String currency,
            Instant expires) {
        static CheckoutView of(Opened opened, Instant now) {
            return new CheckoutView(
                    opened.id(),
                    opened.invoice(),
                    opened.provider(),
                    opened.state(now),
                    opened.url(),
                    InvoiceContent.text(opened.amount()),
                    opened.amount().currency().getCurrencyCode(),
                    opened.expires());
        }
    }

    /** The latest first. */
    record CheckoutsView(List<CheckoutView> checkouts) {}

    @GET
    @Path("/providers")
    public ProvidersView providers() {
        return new ProvidersView(providers.all().stream().map(ProviderView::of).toList());
    }

    @GET
    @Path("/checkouts")
    public CheckoutsView all(@Context TenantContext context) {
        Instant now = clock.instant();
        return new CheckoutsView(database.query(session -> store.ofTenant(session, context.tenant())).stream()
                .map(opened -> CheckoutView.of(opened, now))
                .toList());
    }

    @POST
    @Path("/checkouts")
    @ResponseStatus(201)
    @RequiresScope(Scope.BILLING_WRITE)
    @Operation(
            summary = "Opens a page at a provider on which an invoice is paid; the payment comes by the provider's"
                    + " notice")
    public CheckoutView open(
            @Context TenantContext context,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            CheckoutRequest request) {
        String provider = request.provider();
        UUID invoice = request.invoice();
        if (provider == null || invoice == null) {
            throw Problem.of(
                    Kind.MALFORMED, "payment.incomplete-checkout", "Give the 'invoice' by its id, and the 'provider'.");
        }
        OutboundProvider outbound = providers.outbound(provider);
        var asked = new Repetition.Asked(context.caller().clientId(), key, "checkout of " + context.tenant(), request);
        return repetition.once(
                asked, CheckoutView.class, session -> open(session, context, outbound, invoice, request.amount()));
    }

    private CheckoutView open(
            Session session, TenantContext context, OutboundProvider provider, UUID id, @Nullable BigDecimal amount) {
        Invoice invoice = invoices.find(session, context.tenant(), id)
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND, "payment.no-such-invoice", "There is no invoice of that number or id."));
        Instant now = clock.instant();
        Money due = due(invoice, amount);
        UUID checkout = ids.next();
        Checkout page = provider.checkout(new CheckoutOrder(checkout, context.tenant(), id, due), now);
        Opened opened = new Opened(
                checkout,
                context.tenant(),
                id,
                provider.name(),
                page.reference(),
                due,
                page.url(),
                page.expires(),
                null);
        store.add(session, opened, now);
        return CheckoutView.of(opened, now);
    }

    private static Money due(Invoice invoice, @Nullable BigDecimal amount) {
        Money open = invoice.balance().open();
        if (invoice.number() == null || !open.isPositive()) {
            throw Problem.of(Kind.CONFLICT, "payment.nothing-open", "Nothing is open on this invoice.");
        }
        Money due = amount == null ? open : InvoiceActs.exact(amount, invoice.currency());
        if (due.compareTo(open) > 0) {
            throw Problem.of(Kind.CONFLICT, "payment.more-than-open", "Only " + open + " is open on this invoice.");
        }
        return due;
    }
}
