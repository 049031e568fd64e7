package io.pharos.collector.targets;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;

/** One job of one environment of a tenant. */
public record JobKey(TenantId tenant, Environment environment, String job) {
    @Override
    public String toString() {
        return tenant + "/" + environment + "/" + job;
    }
}
