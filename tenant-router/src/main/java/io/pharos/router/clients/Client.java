package io.pharos.router.clients;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Who may ask for tokens: a tenant's client, the platform's administration, or a service of the suite. */
public sealed interface Client {
    /** The OAuth client_id. */
    String id();

    /** What it is called by people. */
    String name();

    /** What it may ask for. */
    Set<Scope> scopes();

    /** A client of exactly one tenant, with one role in it. */
    record TenantClient(String id, String name, TenantId tenant, Role role, Set<Scope> scopes) implements Client {
        public TenantClient {
            checkId(id);
            scopes = Set.copyOf(scopes);
            if (scopes.isEmpty() || !Scope.ofTenants().containsAll(scopes)) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "client.malformed-scopes",
                        "Give a tenant's client at least one scope, and none of 'platform' and 'internal'.");
            }
        }
    }

    /** Administers the directory. */
    record PlatformClient(String id, String name) implements Client {
        public PlatformClient {
            checkId(id);
        }

        @Override
        public Set<Scope> scopes() {
            return EnumSet.of(Scope.PLATFORM);
        }
    }

    /** A service of the suite. */
    record ServiceClient(String id, String name) implements Client {
        public ServiceClient {
            checkId(id);
        }

        @Override
        public Set<Scope> scopes() {
            return EnumSet.of(Scope.INTERNAL);
        }
    }

    private static void checkId(String id) {
        if (!ClientIds.FORM.matcher(id).matches()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "client.malformed-id",
                    "A client id is 3 to 64 characters of a-z, 0-9, '.', '_' and '-', and starts with a letter.");
        }
    }

    /** The form of client ids: they go into Basic credentials, so no colon. */
    final class ClientIds {
        private static final Pattern FORM = Pattern.compile("[a-z][-._a-z0-9]{2,63}");

        private ClientIds() {}
    }
}
