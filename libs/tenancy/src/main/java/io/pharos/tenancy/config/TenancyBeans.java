package io.pharos.tenancy.config;

import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.CachedTenantDirectory;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ClientCredentials;
import io.pharos.tenancy.identity.ServiceIdentity;
import io.pharos.tenancy.secret.LocalSecrets;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import io.pharos.tenancy.token.JwksSource;
import io.pharos.tenancy.token.JwtVerifier;
import io.pharos.tenancy.token.KeySource;
import io.pharos.tenancy.token.TokenVerifier;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What every service injects; a service that knows better (tenant-router does) brings its own bean instead. */
@Singleton
final class TenancyBeans {
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SuiteHttp suiteHttp() {
        return new SuiteHttp(DEADLINE);
    }

    @Produces
    @Singleton
    @DefaultBean
    Secrets secrets(SecretsConfig config) {
        return new LocalSecrets(config.dir(), System::getenv);
    }

    @Produces
    @Singleton
    CachedTenantDirectory cachedDirectory(Clock clock) {
        return new CachedTenantDirectory(clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    TenantDirectory directory(CachedTenantDirectory cached) {
        return cached;
    }

    @Produces
    @Singleton
    @DefaultBean
    KeySource keySource(SuiteHttp http, TokenConfig config) {
        return new JwksSource(http, config.jwksUrl());
    }

    @Produces
    @Singleton
    JwtVerifier jwtVerifier(TokenConfig config, KeySource keys, TenantDirectory directory, Clock clock) {
        var settings = new JwtVerifier.Settings(config.issuer(), config.clockSkew(), config.remembered());
        return new JwtVerifier(settings, keys, Thread::startVirtualThread, directory::revocations, clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    TokenVerifier verifier(JwtVerifier verifier) {
        return verifier;
    }

    @Produces
    @Singleton
    ClientCredentials credentials(
            IdentityConfig identity, TokenConfig token, Secrets secrets, SuiteHttp http, Clock clock) {
        String reference = identity.secret().orElse("");
        var client = new ClientCredentials.Client(
                token.tokenUrl(), identity.clientId().orElse(""), () -> secrets.resolve(SecretRef.parse(reference)));
        return new ClientCredentials(http, client, clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    ServiceIdentity identity(ClientCredentials credentials) {
        return credentials;
    }

    @Produces
    @Singleton
    TenantGate gate(TenantDirectory directory, TokenVerifier verifier, DirectoryConfig config) {
        return new TenantGate(directory, verifier, config.freshFor());
    }
}
