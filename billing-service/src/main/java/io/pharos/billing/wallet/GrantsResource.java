package io.pharos.billing.wallet;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.money.Money;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Credit that the platform's administration gives to a tenant. */
@Path("/api/v1/billing/credits")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class GrantsResource {
    private static final int LOWEST = 50;
    private static final int USUAL = 10;

    private final Wallets wallets;
    private final TenantDirectory directory;
    private final Repetition repetition;
    private final Audit audit;

    GrantsResource(Wallets wallets, TenantDirectory directory, Repetition repetition, Audit audit) {
        this.wallets = wallets;
        this.directory = directory;
        this.repetition = repetition;
        this.audit = audit;
    }

    /**
     * Credit to give, or that was {@code bought} and paid for; {@code amount} in major units, {@code priority} from 1
     * (drawn first) to 50.
     */
    record GrantRequest(
            @Nullable TenantId tenant,
            @Nullable String name,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable Integer priority,
            @Nullable Instant expires,
            @Nullable Boolean bought) {}

    /** The wallet that holds it. */
    record GrantView(TenantId tenant, UUID wallet, String amount) {}

    @POST
    @ResponseStatus(201)
    public GrantView grant(
            @Context Caller caller, @HeaderParam("Idempotency-Key") @Nullable String key, GrantRequest request) {
        TenantId tenant = required(request.tenant(), "tenant");
        Money amount = amount(request);
        int priority = request.priority() == null ? USUAL : request.priority();
        if (priority < 1 || priority > LOWEST) {
            throw malformed("'priority' is 1 to 50.");
        }
        directory.tenant(tenant);
        String name = request.name() == null ? "Credit" : request.name();
        var asked = new Repetition.Asked(caller.clientId(), key, "credits", request);
        return repetition.once(asked, GrantView.class, session -> {
            UUID wallet = wallets.credit(
                    session,
                    tenant,
                    new Wallets.Credit(
                            name, amount, priority, request.expires(), Boolean.TRUE.equals(request.bought())));
            audit.done(session, caller, "credit.grant", tenant.value(), Map.of("amount", amount.toString()));
            return new GrantView(tenant, wallet, amount.toString());
        });
    }

    private static Money amount(GrantRequest request) {
        BigDecimal amount = required(request.amount(), "amount");
        try {
            Money money = Money.exact(amount, Currency.getInstance(required(request.currency(), "currency")));
            if (money.isPositive()) {
                return money;
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw malformed("'amount' is whole minor units of a 'currency' of ISO 4217.");
        }
        throw malformed("'amount' is above zero.");
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw malformed("Give '" + field + "'.");
        }
        return value;
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "credit.malformed", detail);
    }
}
