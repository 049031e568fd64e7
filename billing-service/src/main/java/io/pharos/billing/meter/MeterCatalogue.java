package io.pharos.billing.meter;

import io.pharos.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All meters at a time: the suite's, the operator's and each tenant's own. A code means one meter to a tenant. */
public record MeterCatalogue(List<MeterDefinition> operators, Map<TenantId, List<MeterDefinition>> byTenant) {
    /** Only the suite's own. */
    public static final MeterCatalogue SUITE = new MeterCatalogue(List.of(), Map.of());

    public MeterCatalogue {
        operators = List.copyOf(operators);
        byTenant = Map.copyOf(byTenant);
    }

    /** The meters that a tenant's usage is counted by. */
    public List<MeterDefinition> of(TenantId tenant) {
        List<MeterDefinition> all = new ArrayList<>(SuiteMeters.ALL);
        all.addAll(operators);
        all.addAll(byTenant.getOrDefault(tenant, List.of()));
        return all;
    }

    public Optional<MeterDefinition> find(TenantId tenant, String code) {
        return of(tenant).stream().filter(m -> m.code().equals(code)).findFirst();
    }

    /** The meters that count a tenant's events of a resource type. */
    public List<MeterDefinition> listening(TenantId tenant, String resourceType) {
        return of(tenant).stream()
                .filter(m -> m.resourceType().equals(resourceType))
                .toList();
    }
}
