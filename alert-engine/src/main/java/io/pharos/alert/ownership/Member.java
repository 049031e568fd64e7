package io.pharos.alert.ownership;

import io.pharos.model.TenantId;
import java.util.Set;

/**
 * A replica that runs.
 *
 * @param id made anew at each start
 * @param tenants whom it serves; empty for all
 */
public record Member(String id, String address, Set<String> tenants) {
    public Member {
        tenants = Set.copyOf(tenants);
    }

    public boolean serves(TenantId tenant) {
        return tenants.isEmpty() || tenants.contains(tenant.value());
    }
}
