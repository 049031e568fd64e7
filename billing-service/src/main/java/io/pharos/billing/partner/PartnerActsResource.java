package io.pharos.billing.partner;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.ledger.Account;
import io.pharos.billing.ledger.Ledger;
import io.pharos.billing.ledger.Movement;
import io.pharos.billing.money.Money;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the operator does about resellers. */
@Path("/api/v1/billing/partners")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class PartnerActsResource {
    private final Database database;
    private final PartnerStore store;
    private final Partners partners;
    private final Statements statements;
    private final Ledger ledger;
    private final TenantDirectory directory;
    private final Repetition repetition;
    private final Audit audit;
    private final Clock clock;

    PartnerActsResource(
            Database database,
            PartnerStore store,
            Partners partners,
            Statements statements,
            Ledger ledger,
            TenantDirectory directory,
            Repetition repetition,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.partners = partners;
        this.statements = statements;
        this.ledger = ledger;
        this.directory = directory;
        this.repetition = repetition;
        this.audit = audit;
        this.clock = clock;
    }

    /** A partner with its share; the share holds from this month on, or from the first month that is named. */
    record PartnerRequest(
            @Nullable String name,
            @Nullable RevenueShare share,
            @Nullable String from) {}

    /** The partner as it is now. */
    record PutView(TenantId partner, String name, String from) {}

    /** The month to state; the last one where none is named. */
    record StatementsRequest(@Nullable String month) {}

    /** How many statements were issued. */
    record IssuedView(String month, int statements) {}

    /** What was paid out; the reference is the bank's, and books it once. */
    record PayoutRequest(
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String reference) {}

    /** What is still owed. */
    record PayoutView(String paid, String owed) {}

    @PUT
    @Path("/{partner}")
    public PutView put(@Context Caller caller, @RestPath TenantId partner, PartnerRequest request) {
        String name = request.name();
        RevenueShare share = request.share();
        if (name == null || name.isBlank() || name.length() > 80 || share == null) {
            throw malformed("Give the partner's 'name', of at most 80 characters, and its 'share'.");
        }
        YearMonth from = request.from() == null ? thisMonth() : month(request.from());
        directory.tenant(partner);
        return database.transact(session -> {
            store.put(session, partner, name, clock.instant());
            store.putRule(session, partner, from, share);
            audit.done(session, caller, "partner.put", partner.value(), Map.of("from", from.toString()));
            return new PutView(partner, name, from.toString());
        });
    }

    @PUT
    @Path("/{partner}/customers/{customer}")
    public void join(@Context Caller caller, @RestPath TenantId partner, @RestPath TenantId customer) {
        directory.tenant(customer);
        database.transact(session -> {
            requirePartner(session, partner);
            partners.join(session, partner, customer);
            audit.done(session, caller, "partner.join", partner.value(), Map.of("customer", customer.value()));
            return customer;
        });
    }

    /** From now on it is the partner's no more; what was invoiced before stays with the partner. */
    @DELETE
    @Path("/{partner}/customers/{customer}")
    public void leave(@Context Caller caller, @RestPath TenantId partner, @RestPath TenantId customer) {
        database.transact(session -> {
            partners.leave(session, partner, customer);
            audit.done(session, caller, "partner.leave", partner.value(), Map.of("customer", customer.value()));
            return customer;
        });
    }

    /** Issues the statements of a month that is over, where they are not yet. */
    @POST
    @Path("/statements")
    public IssuedView issue(StatementsRequest request) {
        YearMonth month = request.month() == null ? thisMonth().minusMonths(1) : month(request.month());
        return new IssuedView(month.toString(), statements.issue(month));
    }

    @POST
    @Path("/{partner}/payouts")
    public PayoutView pay(
            @Context Caller caller,
            @RestPath TenantId partner,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            PayoutRequest request) {
        Money amount = amount(request);
        String reference = request.reference();
        if (reference == null || reference.isBlank() || reference.length() > 100) {
            throw malformed("Give the bank's 'reference' of at most 100 characters.");
        }
        var asked = new Repetition.Asked(caller.clientId(), key, "payout to " + partner, request);
        return repetition.once(asked, PayoutView.class, session -> {
            requirePartner(session, partner);
            return pay(session, caller, partner, amount, reference);
        });
    }

    private PayoutView pay(Session session, Caller caller, TenantId partner, Money amount, String reference) {
        session.lock("billing.partner." + partner);
        if (ledger.isBooked(session, partner, Movement.PARTNER_PAID, reference)) {
            throw Problem.of(Kind.CONFLICT, "partner.paid-before", "A payout of that reference is booked already.");
        }
        Money owed = ledger.balance(session, partner, Account.PARTNER_PAYABLE, amount.currency())
                .negated();
        if (amount.compareTo(owed) > 0) {
            throw Problem.of(Kind.CONFLICT, "partner.not-owed", "Only " + owed + " is owed to the partner.");
        }
        ledger.book(session, partner, null, Movement.partnerPaid(reference, amount));
        audit.done(session, caller, "partner.payout", partner.value(), Map.of("amount", amount.toString()));
        return new PayoutView(amount.toString(), owed.minus(amount).toString());
    }

    private void requirePartner(Session session, TenantId partner) {
        if (store.name(session, partner).isEmpty()) {
            throw Problem.of(Kind.NOT_FOUND, "partner.not-found", "This tenant is no partner; make it one first.");
        }
    }

    private static Money amount(PayoutRequest request) {
        if (request.amount() == null
                || request.currency() == null
                || request.amount().signum() <= 0) {
            throw malformed("Give an 'amount' above zero, and its 'currency'.");
        }
        try {
            return Money.exact(request.amount(), Currency.getInstance(request.currency()));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw malformed("'amount' is whole minor units of a 'currency' of ISO 4217.");
        }
    }

    private YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw malformed("Give a month as 2026-10.");
        }
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "partner.malformed", detail);
    }
}
