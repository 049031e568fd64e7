package io.pharos.tenancy.token;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The keys known now. Known keys answer from memory and stay while their source is out of reach. An unknown
 * {@code kid} asks the source, one call at a time and never more often than every {@link #MIN_BETWEEN_FETCHES}; issuers
 * publish a key well before they sign with it, so a {@code kid} that a recent answer does not hold is nobody's.
 */
final class KeyRing {
    static final Duration MIN_BETWEEN_FETCHES = Duration.ofSeconds(5);

    private static final String KEYS_OUT_OF_REACH =
            "The keys that verify this token cannot be had right now; send the request again later.";

    private final KeySource source;
    private final Executor executor;
    private final Clock clock;
    private final Object lock = new Object();
    private volatile Map<String, PublicKey> keys = Map.of();
    private @Nullable CompletableFuture<Map<String, PublicKey>> fetching;
    private Instant lastAttempt = Instant.MIN;
    private boolean lastFailed = true;

    KeyRing(KeySource source, Executor executor, Clock clock) {
        this.source = source;
        this.executor = executor;
        this.clock = clock;
    }

    /** The key from memory, or null where it is not known. */
    @Nullable
    PublicKey known(String kid) {
        return keys.get(kid);
    }

    /** The key, asked for where it is not known; fails with UNAUTHENTICATED where it is nobody's, else UNAVAILABLE. */
    CompletableFuture<PublicKey> find(String kid) {
        PublicKey key = keys.get(kid);
        if (key != null) {
            return CompletableFuture.completedFuture(key);
        }
        synchronized (lock) {
            if (fetching == null && clock.instant().isBefore(nextAttempt())) {
                return CompletableFuture.failedFuture(lastFailed ? outOfReach() : nobodys());
            }
        }
        return refresh().thenApply(fresh -> required(fresh.get(kid)));
    }

    /** Asks the source now, or joins the call that is under way. */
    CompletableFuture<Map<String, PublicKey>> refresh() {
        CompletableFuture<Map<String, PublicKey>> call = new CompletableFuture<>();
        synchronized (lock) {
            if (fetching != null) {
                return fetching;
            }
            fetching = call;
            lastAttempt = clock.instant();
        }
        executor.execute(() -> fetch(call));
        return call;
    }

    private void fetch(CompletableFuture<Map<String, PublicKey>> call) {
        try {
            Map<String, PublicKey> fresh = source.fetch();
            settle(fresh);
            call.complete(fresh);
        } catch (Exception e) {
            settle(null);
            call.completeExceptionally(outOfReach(e));
        }
    }

    private void settle(@Nullable Map<String, PublicKey> fresh) {
        synchronized (lock) {
            lastFailed = fresh == null;
            if (fresh != null) {
                keys = Map.copyOf(fresh);
            }
            fetching = null;
        }
    }

    private Instant nextAttempt() {
        return lastAttempt.equals(Instant.MIN) ? Instant.MIN : lastAttempt.plus(MIN_BETWEEN_FETCHES);
    }

    private static PublicKey required(@Nullable PublicKey key) {
        if (key == null) {
            throw nobodys();
        }
        return key;
    }

    private static Problem nobodys() {
        return Problem.of(
                Kind.UNAUTHENTICATED,
                "token.unknown-key",
                "The token is signed with a key that its issuer does not publish; ask for a new token.");
    }

    private static Problem outOfReach() {
        return Problem.of(Kind.UNAVAILABLE, "token.keys-out-of-reach", KEYS_OUT_OF_REACH)
                .retryAfter(MIN_BETWEEN_FETCHES);
    }

    private static Problem outOfReach(Exception cause) {
        return Problem.of(Kind.UNAVAILABLE, "token.keys-out-of-reach", KEYS_OUT_OF_REACH, cause)
                .retryAfter(MIN_BETWEEN_FETCHES);
    }
}
