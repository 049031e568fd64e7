package io.pharos.router.admin;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.TenantId;
import io.pharos.tenancy.token.Caller;
import io.pharos.tenancy.token.TokenVerifier;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets the platform and a tenant's own admins in: these two are no one scope, so their resources ask by themselves. */
@Singleton
public class AdminOrPlatform {
    private static final String BEARER = "bearer ";

    private final TokenVerifier verifier;

    AdminOrPlatform(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** Throws the refusal of anybody else. */
    public void require(@Nullable String authorization, TenantId tenant) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw Problem.of(
                    Kind.UNAUTHENTICATED,
                    "token.missing",
                    "Send 'Authorization: Bearer <token>'; POST /oauth2/token issues one.");
        }
        Caller caller = verifier.verify(authorization.substring(BEARER.length()).trim());
        boolean may = switch (caller) {
            case Caller.PlatformCaller _ -> true;
            case Caller.TenantCaller own -> own.tenant().equals(tenant) && own.role() == Role.ADMIN;
            case Caller.ServiceCaller _ -> false;
        };
        if (!may) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "tenant.admins-only",
                    "This is for the platform and for admins of the tenant; ask with such a token.");
        }
    }
}
