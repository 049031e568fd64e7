package io.pharos.alert.notify;

import io.pharos.alert.notify.Destination.Access;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.directory.Tls;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells by the directory where a tenant's alerts go. */
@Singleton
public final class Destinations {
    private final TenantDirectory directory;
    private final Destination shared;

    public Destinations(TenantDirectory directory, NotifyConfig config) {
        this.directory = directory;
        this.shared = shared(config.shared());
    }

    /** The destination, or a problem NOT_FOUND for a tenant that the directory does not know. */
    public Destination of(TenantId tenant) {
        Alerting alerting = directory.tenant(tenant).alerting();
        return switch (alerting.delivery()) {
            case SHARED -> shared;
            case OWN ->
                new Destination.Alertmanagers(
                        alerting.addresses(), new Access(alerting.credentials(), alerting.tls()), false);
            case DIRECT -> new Destination.Direct();
        };
    }

    private static Destination shared(NotifyConfig.Shared config) {
        List<URI> urls = config.urls().orElse(List.of());
        return urls.isEmpty() ? new Destination.Direct() : new Destination.Alertmanagers(urls, access(config), true);
    }

    /** How the platform's own members are reached. */
    public static Access access(NotifyConfig.Shared config) {
        Tls tls = new Tls(
                config.ca().orElse(null),
                config.certificate().orElse(null),
                config.key().orElse(null),
                config.serverName().orElse(null));
        return new Access(credentials(config), tls);
    }

    private static @Nullable Credentials credentials(NotifyConfig.Shared config) {
        String user = config.user().orElse(null);
        String password = config.password().orElse(null);
        return user == null || password == null ? null : Credentials.basic(user, password);
    }
}
