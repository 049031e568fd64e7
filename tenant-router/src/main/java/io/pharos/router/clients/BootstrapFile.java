package io.pharos.router.clients;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The clients that the operator vouches for by a file: the platform's and the services', never a tenant's. */
@RegisterForReflection
record BootstrapFile(List<Entry> clients) {
    BootstrapFile {
        clients = List.copyOf(clients);
    }

    /** A client, and the SHA-256 of its secret in hex. */
    @RegisterForReflection
    record Entry(String id, String kind, String secretSha256) {
        Client client() {
            return switch (ClientKind.of(kind)) {
                case PLATFORM -> new Client.PlatformClient(id, id);
                case SERVICE -> new Client.ServiceClient(id, id);
                case TENANT -> throw new IllegalArgumentException("a tenant's client is made by the API: " + id);
            };
        }

        SecretHash secret() {
            return new SecretHash(secretSha256);
        }
    }
}
