package io.pharos.billing.partner;

import io.pharos.billing.document.Csv;
import io.pharos.billing.partner.PartnerStore.Key;
import io.pharos.billing.partner.Partners.Invitation;
import io.pharos.billing.partner.StatementStore.Issued;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What a reseller sees of itself: its rule, its statements, and its clients. */
@Path("/api/v1/partners")
@RequiresScope(Scope.PARTNERS)
@RunOnVirtualThread
class PartnersResource {
    private final Database database;
    private final Partners partners;
    private final PartnerStore store;
    private final Statements statements;
    private final Repetition repetition;

    PartnersResource(
            Database database, Partners partners, PartnerStore store, Statements statements, Repetition repetition) {
        this.database = database;
        this.partners = partners;
        this.store = store;
        this.statements = statements;
        this.repetition = repetition;
    }

    /** The partner, and its share of revenue by the month that it begins with. */
    record PartnerView(String name, Map<String, RevenueShare> rules) {}

    /** A statement in short. */
    record StatementView(
            String month, String currency, String total, String sha256, Instant issued, Statement content) {}

    /** The latest month first. */
    record StatementsView(List<StatementView> statements) {}

    /** The customers that a client may look at. */
    record KeyRequest(@Nullable Set<TenantId> customers) {}

    /** Clients that are held to some customers; all others may look at all. */
    record KeysView(List<Key> keys) {}

    @GET
    public PartnerView self(@Context TenantContext context) {
        return database.query(session -> {
            String name = partners.required(session, context);
            Map<String, RevenueShare> rules = new TreeMap<>();
            store.rules(session, context.tenant()).forEach((month, rule) -> rules.put(month.toString(), rule));
            return new PartnerView(name, rules);
        });
    }

    @GET
    @Path("/statements")
    public StatementsView statements(@Context TenantContext context) {
        return new StatementsView(issued(context).stream().map(this::view).toList());
    }

    @GET
    @Path("/statements.csv")
    @Produces("text/csv;charset=UTF-8")
    @ResponseHeader(name = "Content-Disposition", value = "attachment")
    public String csv(@Context TenantContext context) {
        Csv csv = new Csv(List.of("statement", "currency", "month", "correction", "revenue", "amount", "arithmetic"));
        for (Issued issued : issued(context)) {
            for (Statement.Line line : statements.read(issued).lines()) {
                csv.row(
                        issued.month().toString(),
                        issued.currency(),
                        line.month().toString(),
                        line.correction() ? "yes" : "no",
                        line.revenue(),
                        line.amount(),
                        line.arithmetic());
            }
        }
        return csv.text();
    }

    @POST
    @Path("/invitations")
    @ResponseStatus(201)
    @Operation(summary = "Makes a code by which a tenant becomes the partner's customer, once, within 14 days")
    public Invitation invite(@Context TenantContext context, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var asked = new Repetition.Asked(context.caller().clientId(), key, "partners/invitations", Map.of());
        return repetition.once(asked, Invitation.class, session -> partners.invite(session, context));
    }

    @GET
    @Path("/keys")
    public KeysView keys(@Context TenantContext context) {
        return database.query(session -> {
            partners.requireUnheld(session, context);
            return new KeysView(store.keys(session, context.tenant()));
        });
    }

    @PUT
    @Path("/keys/{client}")
    @RequiresScope(value = Scope.PARTNERS, admin = true)
    @Operation(summary = "Holds one of the partner's clients to some of its customers")
    public KeysView hold(@Context TenantContext context, @RestPath String client, KeyRequest request) {
        Set<TenantId> customers = request.customers();
        if (customers == null || customers.isEmpty() || client.length() > 100) {
            throw Problem.of(
                    Kind.MALFORMED, "partner.malformed-key", "Give the 'customers' that the client may look at.");
        }
        return database.transact(session -> {
            partners.requireUnheld(session, context);
            store.putKey(session, context.tenant(), client, customers);
            return new KeysView(store.keys(session, context.tenant()));
        });
    }

    @DELETE
    @Path("/keys/{client}")
    @RequiresScope(value = Scope.PARTNERS, admin = true)
    public void release(@Context TenantContext context, @RestPath String client) {
        database.transact(session -> {
            partners.requireUnheld(session, context);
            return store.dropKey(session, context.tenant(), client);
        });
    }

    private List<Issued> issued(TenantContext context) {
        database.query(session -> {
            partners.requireUnheld(session, context);
            return context;
        });
        return statements.ofPartner(context.tenant());
    }

    private StatementView view(Issued issued) {
        return new StatementView(
                issued.month().toString(),
                issued.currency(),
                issued.total().amount().toPlainString(),
                issued.sha256(),
                issued.issued(),
                statements.read(issued));
    }
}
