package io.pharos.billing.partner;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.InvoiceStore;
import io.pharos.billing.invoicing.IssuedDocuments;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.billing.meter.Meters;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.partner.PartnerStore.Customer;
import io.pharos.billing.period.Period;
import io.pharos.billing.usage.Quantity;
import io.pharos.billing.usage.UsageQuestion;
import io.pharos.billing.usage.UsageReader;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a reseller sees of its customers, and of no other tenant. */
@Path("/api/v1/partners/customers")
@RequiresScope(Scope.PARTNERS)
@RunOnVirtualThread
class CustomersResource {
    private static final int MOST = 100;

    private final Database database;
    private final Partners partners;
    private final InvoiceStore invoices;
    private final IssuedDocuments documents;
    private final UsageReader usage;
    private final Meters meters;

    CustomersResource(
            Database database,
            Partners partners,
            InvoiceStore invoices,
            IssuedDocuments documents,
            UsageReader usage,
            Meters meters) {
        this.database = database;
        this.partners = partners;
        this.invoices = invoices;
        this.documents = documents;
        this.usage = usage;
        this.meters = meters;
    }

    /** The customers that the client may look at. */
    record CustomersView(List<Customer> customers) {}

    /** An invoice of a customer in short. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CustomersInvoice(
            UUID id,
            @Nullable String number,
            String state,
            Instant from,
            Instant to,
            String currency,
            String total,
            String open) {
        static CustomersInvoice of(Invoice invoice) {
            return new CustomersInvoice(
                    invoice.id(),
                    invoice.number() == null ? null : String.valueOf(invoice.number()),
                    invoice.stateName(),
                    invoice.period().from(),
                    invoice.period().to(),
                    invoice.currency().getCurrencyCode(),
                    InvoiceContent.text(invoice.total()),
                    InvoiceContent.text(invoice.balance().open()));
        }
    }

    /** A customer's invoices, the latest period first, at most a hundred; {@code after} asks for earlier ones. */
    record InvoicesView(List<CustomersInvoice> invoices) {}

    /** What a customer used, by meter. */
    record UsageView(Instant from, Instant to, Map<String, String> meters) {}

    @GET
    public CustomersView all(@Context TenantContext context) {
        return new CustomersView(database.query(session -> partners.visible(session, context)));
    }

    @GET
    @Path("/{customer}/invoices")
    public InvoicesView invoices(
            @Context TenantContext context, @RestPath TenantId customer, @QueryParam("after") @Nullable UUID after) {
        return database.query(session -> {
            TenantId own = partners.customer(session, context, customer);
            InvoiceStore.After place = after == null
                    ? null
                    : invoices.find(session, own, after)
                            .map(i -> new InvoiceStore.After(i.period().from(), i.id()))
                            .orElseThrow(CustomersResource::noInvoice);
            return new InvoicesView(invoices.ofTenant(session, own, place, MOST).stream()
                    .map(CustomersInvoice::of)
                    .toList());
        });
    }

    /** What an issued invoice says. */
    @GET
    @Path("/{customer}/invoices/{invoice}")
    public InvoiceContent invoice(@Context TenantContext context, @RestPath TenantId customer, @RestPath UUID invoice) {
        return database.query(session -> documents
                .find(session, partners.customer(session, context, customer), invoice)
                .orElseThrow(CustomersResource::noInvoice)
                .content());
    }

    /** A customer's usage by the suite's meters, from one time to another: at most 32 days. */
    @GET
    @Path("/{customer}/usage")
    public UsageView usage(
            @Context TenantContext context,
            @RestPath TenantId customer,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        if (from == null || to == null || !from.isBefore(to) || to.isAfter(from.plusSeconds(32L * 86_400))) {
            throw Problem.of(Kind.MALFORMED, "partner.malformed-time", "Give 'from' and 'to', at most 32 days apart.");
        }
        TenantId own = database.query(session -> partners.customer(session, context, customer));
        Map<String, String> used = new TreeMap<>();
        for (MeterDefinition meter : meters.catalogue().of(own)) {
            BigDecimal sum = usage.quantities(meter, UsageQuestion.total(own, new Period(from, to))).stream()
                    .map(Quantity::quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            used.put(meter.code(), Decimals.plain(sum));
        }
        return new UsageView(from, to, used);
    }

    private static Problem noInvoice() {
        return Problem.of(Kind.NOT_FOUND, "partner.no-such-invoice", "The customer has no such issued invoice.");
    }
}
