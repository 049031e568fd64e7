package io.pharos.gateway.suite;

import io.pharos.model.TenantId;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageLog;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was counted where a test can see it. */
@Singleton
@Alternative
@Priority(1)
public final class RecordedUsage implements UsageLog {
    private final List<Usage> usages = new CopyOnWriteArrayList<>();

    @Override
    public void append(Usage usage) {
        usages.add(usage);
    }

    /** What was counted of a resource for a tenant, oldest first. */
    public List<Usage> of(TenantId tenant, String resource) {
        return usages.stream()
                .filter(usage -> usage.tenant().equals(tenant))
                .filter(usage -> usage.resourceType().equals(resource))
                .toList();
    }
}
