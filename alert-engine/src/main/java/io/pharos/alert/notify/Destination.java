package io.pharos.alert.notify;

import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.directory.Tls;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an owner's alerts go next. */
public sealed interface Destination {
    /**
     * To Alertmanagers, each of which gets every alert.
     *
     * @param shared whether other tenants' alerts are there too
     */
    record Alertmanagers(List<URI> addresses, Access access, boolean shared) implements Destination {
        public Alertmanagers {
            addresses = List.copyOf(addresses);
        }
    }

    /** How we prove ourselves to Alertmanagers, and they to us. */
    record Access(
            @Nullable Credentials credentials, @Nullable Tls tls) {}

    /** Straight to receivers. */
    record Direct() implements Destination {}
}
