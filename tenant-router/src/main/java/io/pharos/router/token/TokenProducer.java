package io.pharos.router.token;

import io.pharos.router.keys.SigningKeys;
import io.pharos.router.revocation.RevocationStore;
import io.pharos.sql.Database;
import io.pharos.tenancy.config.TokenConfig;
import io.pharos.tenancy.directory.TenantDirectory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the token service together from its configuration. */
@Dependent
final class TokenProducer {
    @Produces
    @Singleton
    TokenIssuer issuer(TokenConfig suite, TokensConfig config, SigningKeys keys, Clock clock) {
        return new TokenIssuer(suite.issuer(), config.life(), keys, clock);
    }

    @Produces
    @Singleton
    Grants grants(
            TokenIssuer issuer,
            RefreshStore refreshes,
            RevocationStore revocations,
            Database database,
            Clock clock,
            TokensConfig config) {
        return new Grants(issuer, refreshes, revocations, database, clock, config);
    }

    @Produces
    @Singleton
    BasicExchange exchange(
            Authentication authentication,
            TokenIssuer issuer,
            TokenRates rates,
            TenantDirectory directory,
            Clock clock) {
        return new BasicExchange(authentication, issuer, rates, directory, Thread::startVirtualThread, clock);
    }
}
