package io.pharos.tenancy.token;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.Revocations;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Verifies JWTs signed with ES256, and nothing else, in a fixed order: form, algorithm, key, signature, issuer,
 * audience, times, claims, revocation. The signature is checked once a token; expiry and revocation on every call.
 */
public final class JwtVerifier implements TokenVerifier {
    private static final int MAX_CHARACTERS = 8192;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final AlgorithmConstraints ES256_ONLY = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    /** Whose tokens are taken, by how much clocks may differ, and how many callers are remembered. */
    public record Settings(String issuer, Duration clockSkew, int remembered) {}

    private final TokenRules rules;
    private final KeyRing keys;
    private final VerifiedTokens verified;
    private final Supplier<Revocations> revocations;
    private final Clock clock;

    public JwtVerifier(
            Settings settings, KeySource source, Executor executor, Supplier<Revocations> revocations, Clock clock) {
        this.rules = new TokenRules(settings.issuer(), settings.clockSkew());
        this.keys = new KeyRing(source, executor, clock);
        this.verified = new VerifiedTokens(settings.remembered());
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Asks for the keys now, so that a rotation is known before a token shows it. */
    public CompletionStage<Void> refreshKeys() {
        return keys.refresh().thenAccept(fresh -> {});
    }

    @Override
    public Caller verify(String jwt) {
        VerifiedTokens.Digest digest = VerifiedTokens.Digest.of(jwt);
        Caller seen = verified.find(digest);
        return seen != null ? stillGood(digest, seen) : await(verifyUnseen(jwt, digest));
    }

    @Override
    public CompletionStage<Caller> verifyAsync(String jwt) {
        try {
            VerifiedTokens.Digest digest = VerifiedTokens.Digest.of(jwt);
            Caller seen = verified.find(digest);
            return seen != null
                    ? CompletableFuture.completedFuture(stillGood(digest, seen))
                    : verifyUnseen(jwt, digest);
        } catch (Problem refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private CompletableFuture<Caller> verifyUnseen(String jwt, VerifiedTokens.Digest digest) {
        JsonWebSignature jws = parsed(jwt);
        String kid = kid(jws);
        PublicKey known = keys.known(kid);
        return known != null
                ? CompletableFuture.completedFuture(signedBy(known, jws, digest))
                : keys.find(kid).thenApply(key -> signedBy(key, jws, digest));
    }

    private static JsonWebSignature parsed(String jwt) {
        if (jwt.length() > MAX_CHARACTERS) {
            throw malformed();
        }
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ES256_ONLY);
            jws.setCompactSerialization(jwt);
            return jws;
        } catch (JoseException e) {
            throw malformed();
        }
    }

    private static String kid(JsonWebSignature jws) {
        String kid = jws.getKeyIdHeaderValue();
        if (kid == null
                || !AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256.equals(jws.getAlgorithmHeaderValue())) {
            throw Problem.of(
                    Kind.UNAUTHENTICATED,
                    "token.wrong-algorithm",
                    "Only tokens signed with ES256 that name their key are taken; ask /oauth2/token for one.");
        }
        return kid;
    }

    private Caller signedBy(PublicKey key, JsonWebSignature jws, VerifiedTokens.Digest digest) {
        Caller caller = rules.caller(claims(key, jws), clock.instant());
        requireNotRevoked(caller);
        verified.put(digest, caller);
        return caller;
    }

    private static JwtClaims claims(PublicKey key, JsonWebSignature jws) {
        try {
            jws.setKey(key);
            if (!jws.verifySignature()) {
                throw Problem.of(Kind.UNAUTHENTICATED, "token.wrong-signature", "The token's signature does not hold.");
            }
            return JwtClaims.parse(jws.getPayload());
        } catch (JoseException | InvalidJwtException e) {
            throw malformed();
        }
    }

    private Caller stillGood(VerifiedTokens.Digest digest, Caller caller) {
        try {
            rules.requireAlive(caller.expiresAt(), clock.instant());
        } catch (Problem expired) {
            verified.forget(digest);
            throw expired;
        }
        requireNotRevoked(caller);
        return caller;
    }

    private void requireNotRevoked(Caller caller) {
        Revocations list = revocations.get();
        boolean revoked = list.revokes(caller.jti(), caller.clientId(), caller.issuedAt())
                || (caller instanceof Caller.TenantCaller user && list.revokes(user.tenant(), user.issuedAt()));
        if (revoked) {
            throw Problem.of(Kind.UNAUTHENTICATED, "token.revoked", "The token was revoked; ask for a new one.");
        }
    }

    private static Caller await(CompletableFuture<Caller> call) {
        try {
            return call.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refusal(e);
        } catch (TimeoutException e) {
            throw slow(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw slow(e);
        }
    }

    private static RuntimeException refusal(ExecutionException e) {
        Throwable cause = e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private static Problem slow(Exception cause) {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "token.keys-slow",
                        "The keys that verify this token did not come in time; send the request again later.",
                        cause)
                .retryAfter(LONGEST_WAIT);
    }

    private static Problem malformed() {
        return Problem.of(Kind.UNAUTHENTICATED, "token.malformed", "This is not a token; ask /oauth2/token for one.");
    }
}
