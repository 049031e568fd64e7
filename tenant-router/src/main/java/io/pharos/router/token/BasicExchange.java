package io.pharos.router.token;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.router.clients.Client;
import io.pharos.router.clients.SecretHash;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.TenantDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Exchanges Basic credentials for a token of that client, for tools that can do no better. A token is kept in memory
 * until shortly before it expires, and one exchange is under way for the same credentials at a time. Only tenants'
 * clients are served.
 */
public class BasicExchange implements CredentialExchange {
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Authentication authentication;
    private final TokenIssuer issuer;
    private final TokenRates rates;
    private final TenantDirectory directory;
    private final Executor executor;
    private final Clock clock;
    private final Map<String, CompletableFuture<Exchanged>> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Exchanged>> eldest) {
            return size() > REMEMBERED;
        }
    };

    BasicExchange(
            Authentication authentication,
            TokenIssuer issuer,
            TokenRates rates,
            TenantDirectory directory,
            Executor executor,
            Clock clock) {
        this.authentication = authentication;
        this.issuer = issuer;
        this.rates = rates;
        this.directory = directory;
        this.executor = executor;
        this.clock = clock;
    }

    private record Exchanged(Client.TenantClient client, AccessToken token) {}

    @Override
    public CompletionStage<String> exchange(PresentedClient presented, String address) {
        String key = SecretHash.of(presented.id() + ":" + presented.secret()).hex();
        return join(key, call -> executor.execute(() -> run(key, presented, address, call)))
                .thenApply(exchanged -> exchanged.token().jwt());
    }

    /** The exchange that is under way or still good, or else a new one, which is started. */
    private synchronized CompletableFuture<Exchanged> join(String key, Consumer<CompletableFuture<Exchanged>> start) {
        CompletableFuture<Exchanged> known = tokens.get(key);
        if (known != null && (!known.isDone() || isGood(known))) {
            return known;
        }
        CompletableFuture<Exchanged> call = new CompletableFuture<>();
        tokens.put(key, call);
        start.accept(call);
        return call;
    }

    private boolean isGood(CompletableFuture<Exchanged> done) {
        if (done.isCompletedExceptionally()) {
            return false;
        }
        Exchanged exchanged = done.join();
        AccessToken token = exchanged.token();
        Revocations revoked = directory.revocations();
        Instant now = clock.instant();
        return now.isBefore(token.expiresAt().minus(EARLY))
                && !revoked.revokes(token.jti(), exchanged.client().id(), token.issuedAt())
                && !revoked.revokes(exchanged.client().tenant(), token.issuedAt());
    }

    private void run(String key, PresentedClient presented, String address, CompletableFuture<Exchanged> call) {
        try {
            rates.countAddress(address);
            Client client = authentication.authenticate(presented).orElseThrow(BasicExchange::refused);
            call.complete(exchanged(client));
        } catch (RuntimeException refusal) {
            forget(key, call);
            call.completeExceptionally(refusal);
        }
    }

    private Exchanged exchanged(Client client) {
        if (client instanceof Client.TenantClient own) {
            return new Exchanged(own, issuer.issue(own, own.scopes()));
        }
        throw refused();
    }

    private synchronized void forget(String key, CompletableFuture<Exchanged> call) {
        tokens.remove(key, call);
    }

    private static Problem refused() {
        return Problem.of(
                Kind.UNAUTHENTICATED,
                "token.wrong-basic-credentials",
                "The client is unknown or revoked, is no tenant's, or its secret is wrong.");
    }
}
