package io.pharos.tenancy.config;

import io.pharos.tenancy.directory.CachedTenantDirectory;
import io.pharos.tenancy.directory.DirectoryClient;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.http.Poll;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ServiceIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Starts the pulling of the directory, where the service's directory is the pulled one. */
@Singleton
final class DirectoryPulls {
    private final DirectoryConfig config;
    private final TenantDirectory directory;
    private final ServiceIdentity identity;
    private final SuiteHttp http;

    DirectoryPulls(DirectoryConfig config, TenantDirectory directory, ServiceIdentity identity, SuiteHttp http) {
        this.config = config;
        this.directory = directory;
        this.identity = identity;
        this.http = http;
    }

    Optional<Poll> start() {
        if (!(directory instanceof CachedTenantDirectory cached)) {
            return Optional.empty();
        }
        DirectoryClient client = new DirectoryClient(http, config.url(), identity, cached);
        return Optional.of(Poll.start("directory", () -> {
            client.pull();
            return config.interval();
        }));
    }
}
