package io.pharos.tenancy.token;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.Set;

/** Who a verified token speaks for: a tenant's user, the platform's administration, or a service of the suite. */
public sealed interface Caller {
    /** The user or client that acts. */
    String subject();

    Set<Scope> scopes();

    /** The client that the token was issued to. */
    String clientId();

    /** The token's own id. */
    String jti();

    Instant issuedAt();

    Instant expiresAt();

    default boolean may(Scope scope) {
        return scopes().contains(scope);
    }

    /** A user of exactly one tenant. */
    record TenantCaller(
            String subject,
            TenantId tenant,
            Role role,
            Set<Scope> scopes,
            String clientId,
            String jti,
            Instant issuedAt,
            Instant expiresAt)
            implements Caller {
        public TenantCaller {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The platform's administration: keeps the directory, and reads no tenant's data. */
    record PlatformCaller(
            String subject, Set<Scope> scopes, String clientId, String jti, Instant issuedAt, Instant expiresAt)
            implements Caller {
        public PlatformCaller {
            scopes = Set.copyOf(scopes);
        }
    }

    /** A service of the suite, calling another under {@code /internal}. */
    record ServiceCaller(
            String subject, Set<Scope> scopes, String clientId, String jti, Instant issuedAt, Instant expiresAt)
            implements Caller {
        public ServiceCaller {
            scopes = Set.copyOf(scopes);
        }
    }
}
