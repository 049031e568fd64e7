package io.pharos.tenancy.context;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.token.Caller;
import io.pharos.tenancy.token.TokenVerifier;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets in, in one fixed order of refusals: 400 malformed, 401 no proof, 403 another tenant's or no scope,
 * 404 unknown, 402 suspended. Pure over its directory and verifier: the same in a JAX-RS filter and in a Vert.x
 * handler.
 */
public final class TenantGate {
    private static final String BEARER = "bearer ";

    private final TenantDirectory directory;
    private final TokenVerifier verifier;

    public TenantGate(TenantDirectory directory, TokenVerifier verifier) {
        this.directory = directory;
        this.verifier = verifier;
    }

    /** Lets a tenant's caller in, or throws the first refusal that applies. May wait for a key: not for event loops. */
    public TenantContext admit(EdgeRequest request, Scope needed) {
        Named named = named(request);
        return enter(named, verifier.verify(bearer(request)), needed);
    }

    /** The same for event loops. Malformed requests are refused at once by a throw. */
    public CompletionStage<TenantContext> admitAsync(EdgeRequest request, Scope needed) {
        Named named = named(request);
        return verifier.verifyAsync(bearer(request)).thenApply(caller -> enter(named, caller, needed));
    }

    private TenantContext enter(Named named, Caller caller, Scope needed) {
        Caller.TenantCaller own = own(caller, named.tenant());
        requireScope(own, needed);
        Tenant tenant = directory.tenant(named.tenant());
        if (tenant.status() == Status.DELETING) {
            throw Problem.of(Kind.NOT_FOUND, "tenant.not-found", "There is no tenant of that name.");
        }
        if (tenant.status() == Status.SUSPENDED) {
            throw Problem.of(
                    Kind.SUSPENDED,
                    "tenant.suspended",
                    "The account is suspended; settle its open invoices, or ask the operator.");
        }
        return new TenantContext(named.tenant(), named.environment(), own);
    }

    private static Caller.TenantCaller own(Caller caller, TenantId tenant) {
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
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "token.missing-scope",
                    "This needs the scope '" + needed.value() + "'; ask for a token that has it.");
        }
    }

    private record Named(TenantId tenant, Environment environment) {}

    private static Named named(EdgeRequest request) {
        return new Named(tenant(request), environment(request.environments()));
    }

    private static TenantId tenant(EdgeRequest request) {
        if (request.tenants().size() > 1) {
            throw Problem.of(
                    Kind.MALFORMED, "tenant.named-twice", "Send the header X-Tenant-ID once, with one tenant.");
        }
        String header = request.tenants().isEmpty() ? null : request.tenants().getFirst();
        String path = request.pathTenant();
        if (header == null) {
            return new TenantId(requireNamed(path));
        }
        if (path != null && !header.equals(path)) {
            throw Problem.of(
                    Kind.MALFORMED, "tenant.conflict", "The header X-Tenant-ID and the path name different tenants.");
        }
        return new TenantId(header);
    }

    private static String requireNamed(@Nullable String tenant) {
        if (tenant == null) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "tenant.missing",
                    "Name the tenant in the header X-Tenant-ID, or by the path prefix /t/{tenant}/.");
        }
        return tenant;
    }

    private static Environment environment(List<String> values) {
        if (values.size() > 1) {
            throw Problem.of(Kind.MALFORMED, "tenant.environment-named-twice", "Send the header X-Environment once.");
        }
        return values.isEmpty() ? Environment.PROD : new Environment(values.getFirst());
    }

    private static String bearer(EdgeRequest request) {
        List<String> values = request.authorizations();
        if (values.size() > 1) {
            throw Problem.of(Kind.MALFORMED, "token.authorization-twice", "Send the header Authorization once.");
        }
        if (values.isEmpty() || !values.getFirst().toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw Problem.of(
                    Kind.UNAUTHENTICATED,
                    "token.missing",
                    "Send 'Authorization: Bearer <token>'; POST /oauth2/token issues one.");
        }
        return values.getFirst().substring(BEARER.length()).trim();
    }
}
