package io.pharos.tenancy.config;

import io.pharos.tenancy.http.Poll;
import io.pharos.tenancy.identity.ClientCredentials;
import io.pharos.tenancy.token.JwtVerifier;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what every request needs fresh in the background: keys, the service's own token and the directory. A service
 * without {@code pharos.identity.client-id} pulls no directory.
 */
@Singleton
final class TenancyStart {
    private final List<Poll> polls = new ArrayList<>();

    void start(
            @Observes StartupEvent event,
            IdentityConfig identity,
            TokenConfig tokens,
            JwtVerifier verifier,
            ClientCredentials credentials,
            DirectoryPulls pulls) {
        if (identity.clientId().isEmpty()) {
            return;
        }
        polls.add(Poll.start("keys", () -> {
            verifier.refreshKeys().toCompletableFuture().get();
            return tokens.jwksRefresh();
        }));
        polls.add(Poll.start("identity", credentials::renew));
        pulls.start().ifPresent(polls::add);
    }

    void stop(@Observes ShutdownEvent event) {
        polls.forEach(Poll::close);
    }
}
