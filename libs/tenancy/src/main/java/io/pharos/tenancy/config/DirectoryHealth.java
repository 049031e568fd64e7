package io.pharos.tenancy.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.tenancy.directory.CachedTenantDirectory;
import io.pharos.tenancy.directory.TenantDirectory;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the directory was loaded, and ready ever after: an old directory still serves; its age is told. A service
 * that pulls none is ready without.
 */
@Readiness
class DirectoryHealth implements HealthCheck {
    private final TenantDirectory directory;

    private final boolean pulled;

    DirectoryHealth(TenantDirectory directory, IdentityConfig identity) {
        this.directory = directory;
        this.pulled = directory instanceof CachedTenantDirectory
                && identity.clientId().isPresent();
    }

    void meter(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("pharos.tenancy.directory.age", directory, d -> d.age().toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("How long ago tenant-router last confirmed the directory that this service decides by")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tenant-directory")
                .status(!pulled || directory.revision() >= 0)
                .withData("ageSeconds", directory.age().toSeconds())
                .withData("revision", directory.revision())
                .build();
    }
}
