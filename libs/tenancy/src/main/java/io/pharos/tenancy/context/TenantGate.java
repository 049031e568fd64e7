package io.pharos.tenancy.context;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.token.Caller;
import io.pharos.tenancy.token.TokenVerifier;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides who gets in, in one fixed order of refusals: 400 malformed, 401 no proof, 403 another tenant's or no scope,
 * 503 too little known, 404 unknown, 402 suspended, 429 a cap that is used up. Pure over its directory and verifier:
 * the same in a JAX-RS filter and in a Vert.x handler.
 */
public final class TenantGate {
    private static final Duration RESTRICTED_RETRY = Duration.ofSeconds(60);
    private static final Set<Scope> TELEMETRY = Set.of(Scope.METRICS_WRITE, Scope.TRACES_WRITE, Scope.LOGS_WRITE);
    private static final Set<Scope> BILLING = Set.of(Scope.BILLING_READ, Scope.BILLING_WRITE);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final TenantDirectory directory;
    private final TokenVerifier verifier;
    private final Duration freshFor;

    /** {@code freshFor}: how old the directory may be for administrative acts. */
    public TenantGate(TenantDirectory directory, TokenVerifier verifier, Duration freshFor) {
        this.directory = directory;
        this.verifier = verifier;
        this.freshFor = freshFor;
    }

    /** Lets a tenant's caller in, or throws the first refusal that applies. May wait for a key: not for event loops. */
    public TenantContext admit(EdgeRequest request, Scope needed) {
        TenantId tenant = request.tenant();
        Environment environment = request.environment();
        Caller caller = verifier.verify(request.bearer());
        return enter(tenant, environment, caller, new Access.OfTenant(needed, false));
    }

    /** The same for event loops: complete already, save where a key was never seen. */
    public CompletionStage<TenantContext> admitAsync(EdgeRequest request, Scope needed) {
        try {
            return tenantAsync(request, new Access.OfTenant(needed, false));
        } catch (Problem refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    /** Lets in whom a resource asks for: a tenant's caller, the platform's, or a service of the suite. */
    public CompletionStage<Admission> admitAsync(EdgeRequest request, Access access) {
        try {
            return switch (access) {
                case Access.OfTenant ofTenant -> tenantAsync(request, ofTenant).thenApply(context -> context);
                case Access.OfPlatform _ ->
                    verifier.verifyAsync(request.bearer()).thenApply(this::platform);
                case Access.OfSuite _ -> verifier.verifyAsync(request.bearer()).thenApply(TenantGate::suite);
            };
        } catch (Problem refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private CompletionStage<TenantContext> tenantAsync(EdgeRequest request, Access.OfTenant access) {
        TenantId tenant = request.tenant();
        Environment environment = request.environment();
        return verifier.verifyAsync(request.bearer()).thenApply(caller -> enter(tenant, environment, caller, access));
    }

    private TenantContext enter(TenantId named, Environment environment, Caller caller, Access.OfTenant access) {
        Caller.TenantCaller own = ownCaller(caller, named);
        requireScope(own, access.scope());
        if (access.admin()) {
            requireAdmin(own);
            requireFresh();
        }
        Tenant tenant = directory.tenant(named);
        requireServed(tenant, access.scope());
        requireNotUsedUp(tenant, access.scope());
        return new TenantContext(named, environment, own);
    }

    private Admission platform(Caller caller) {
        if (caller instanceof Caller.PlatformCaller administration) {
            requireFresh();
            return new Admission.Platform(administration);
        }
        throw missingScope(Scope.PLATFORM);
    }

    private static Admission suite(Caller caller) {
        if (caller instanceof Caller.ServiceCaller service) {
            return new Admission.Suite(service);
        }
        throw missingScope(Scope.INTERNAL);
    }

    private static Caller.TenantCaller ownCaller(Caller caller, TenantId tenant) {
        if (caller instanceof Caller.TenantCaller own && own.tenant().equals(tenant)) {
            return own;
        }
        throw Problem.of(
                Kind.FORBIDDEN,
                "token.foreign-tenant",
                "This token is not one of the tenant that the request names; ask for a token of that tenant.");
    }

    private static void requireScope(Caller caller, Scope needed) {
        if (!caller.may(needed)) {
            throw missingScope(needed);
        }
    }

    private static void requireAdmin(Caller.TenantCaller caller) {
        if (caller.role() != Role.ADMIN) {
            throw Problem.of(
                    Kind.FORBIDDEN, "token.not-admin", "This is for the role 'admin'; ask an admin of the tenant.");
        }
    }

    private void requireFresh() {
        if (directory.age().compareTo(freshFor) > 0) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "directory.stale",
                            "Administrative acts wait until tenant-router can be reached: revoked tokens may not be "
                                    + "known here. Reads and writes of data go on.")
                    .retryAfter(RETRY);
        }
    }

    /**
     * A suspended tenant still reads its bills and pays them; the telemetry of a restricted one waits with its sender,
     * for which only a 503 does.
     */
    private static void requireServed(Tenant tenant, Scope scope) {
        switch (tenant.status()) {
            case ACTIVE -> {}
            case RESTRICTED -> requireNoTelemetry(scope);
            case DELETING -> throw Problem.of(Kind.NOT_FOUND, "tenant.not-found", "There is no tenant of that name.");
            case SUSPENDED -> requireBilling(scope);
        }
    }

    private static void requireNoTelemetry(Scope scope) {
        if (TELEMETRY.contains(scope)) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "tenant.restricted",
                            "The account is restricted for overdue invoices: writes wait until they are settled; senders "
                                    + "keep what they have in their write-ahead log meanwhile.")
                    .retryAfter(RESTRICTED_RETRY);
        }
    }

    private static void requireBilling(Scope scope) {
        if (!BILLING.contains(scope)) {
            throw Problem.of(
                    Kind.SUSPENDED,
                    "tenant.suspended",
                    "The account is suspended; settle its open invoices, or ask the operator.");
        }
    }

    /** Bills are read and budgets raised whatever is used up. */
    private static void requireNotUsedUp(Tenant tenant, Scope scope) {
        if (tenant.plan().isUsedUp(scope) && !BILLING.contains(scope)) {
            throw Problem.of(
                            Kind.RATE_LIMITED,
                            "tenant.cap-used-up",
                            "A budget that caps '" + scope.value()
                                    + "' is used up: raise it at /api/v1/usage/budgets, or"
                                    + " wait for the next billing period.")
                    .retryAfter(RESTRICTED_RETRY);
        }
    }

    private static Problem missingScope(Scope needed) {
        return Problem.of(
                Kind.FORBIDDEN,
                "token.missing-scope",
                "This needs the scope '" + needed.value() + "'; ask for a token that has it.");
    }
}
