package io.pharos.billing.delivery;

import io.pharos.model.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address that a tenant wants to be told at, and of what; of everything where no types are named. */
record Endpoint(
        UUID id,
        TenantId tenant,
        URI url,
        String description,
        List<String> types,
        byte[] secret,
        byte @Nullable [] retiringSecret,
        @Nullable Instant retiringUntil,
        @Nullable String disabled,
        @Nullable Instant failingSince,
        Instant created) {
    Endpoint {
        types = List.copyOf(types);
    }

    boolean wants(String type) {
        return disabled == null && (types.isEmpty() || types.contains(type));
    }

    /** What binds its keys to it. */
    String box() {
        return "webhook:" + id;
    }
}
