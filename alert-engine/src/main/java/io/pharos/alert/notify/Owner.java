package io.pharos.alert.notify;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.util.Map;

/** Whose alerts these are, and whether their environment shows in the label {@code env}. */
public record Owner(TenantId tenant, Environment environment, boolean environmentLabelled) {
    /** The labels that the platform puts on every alert of the owner. */
    public Map<String, String> labels() {
        return environmentLabelled
                ? Map.of(TenantId.LABEL, tenant.value(), Environment.LABEL, environment.value())
                : Map.of(TenantId.LABEL, tenant.value());
    }
}
