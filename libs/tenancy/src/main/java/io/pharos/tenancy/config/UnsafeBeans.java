package io.pharos.tenancy.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The unsafe settings of what every service has. */
@Singleton
final class UnsafeBeans {
    @Produces
    @Singleton
    UnsafeSetting plainIssuer(TokenConfig config) {
        return () -> unless(
                "https".equals(URI.create(config.issuer()).getScheme()),
                "pharos.token.issuer is not https: tokens would be asked for in the clear");
    }

    @Produces
    @Singleton
    UnsafeSetting openEgress(EgressConfig config) {
        return () -> unless(
                config.allow().orElse(List.of()).stream().noneMatch(range -> range.endsWith("/0")),
                "pharos.egress.allow opens every address to tenants");
    }

    private static Optional<String> unless(boolean safe, String complaint) {
        return safe ? Optional.empty() : Optional.of(complaint);
    }
}
