package io.pharos.alert.ownership;

import io.pharos.model.Problem;
import io.pharos.tenancy.http.Reply;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ServiceIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Asks a replica itself whether it lives, before its groups are taken from it. */
@Singleton
final class PeerProbe implements Presence {
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final long MOST_BYTES = 1024;

    private final SuiteHttp http = new SuiteHttp(DEADLINE);
    private final ServiceIdentity identity;

    @Inject
    PeerProbe(ServiceIdentity identity) {
        this.identity = identity;
    }

    @Override
    public boolean isThere(String address, String replica) {
        try {
            Map<String, String> headers = Map.of("Authorization", "Bearer " + identity.token());
            Reply reply = http.get(URI.create(address + ReplicaResource.PATH), headers, MOST_BYTES);
            return reply.status() == 200 && reply.body().contains('"' + replica + '"');
        } catch (IOException | Problem | IllegalArgumentException e) {
            return false;
        }
    }
}
