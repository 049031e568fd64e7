package io.pharos.tenancy.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a service of the suite answered. */
public record Reply(int status, String body, @Nullable String etag) {
    /** The body's version, where the service names one. */
    public Optional<String> version() {
        return Optional.ofNullable(etag);
    }
}
