package io.pharos.router.token;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.router.limits.Rate;
import io.pharos.router.limits.RateLimiter;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often tokens may be asked for: by address whatever is asked, by client only once it has proved itself, so that
 * nobody can use up another's rate.
 */
@Singleton
public class TokenRates {
    private static final int REMEMBERED = 10_000;

    private final RateLimiter<String> addresses = new RateLimiter<>(REMEMBERED, System::nanoTime);
    private final RateLimiter<String> clients = new RateLimiter<>(REMEMBERED, System::nanoTime);
    private final Rate perAddress;
    private final Rate perClient;

    TokenRates(TokensConfig config) {
        this.perAddress = new Rate(config.ratePerAddress(), config.burstPerAddress());
        this.perClient = new Rate(config.ratePerClient(), config.burstPerClient());
    }

    /** Counts a request from an address. */
    public void countAddress(String address) {
        addresses.take(address, perAddress).ifPresent(wait -> {
            throw tooMany("token.address-rate", "This address asks for tokens too often", wait);
        });
    }

    /** Counts a token for a client that has proved itself. */
    void countClient(String clientId) {
        clients.take(clientId, perClient).ifPresent(wait -> {
            throw tooMany("token.client-rate", "This client asks for tokens too often", wait);
        });
    }

    private static Problem tooMany(String code, String fault, Duration wait) {
        return Problem.of(Kind.RATE_LIMITED, code, fault + "; keep a token until it expires, and wait now.")
                .retryAfter(wait);
    }
}
