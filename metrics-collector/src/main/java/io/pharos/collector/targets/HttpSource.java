package io.pharos.collector.targets;

import io.pharos.model.TenantId;
import java.net.URI;
import java.time.Duration;

/** An address of a tenant's that tells target groups as Prometheus's http_sd has them, asked again after the refresh interval. */
public record HttpSource(TenantId tenant, URI url, Duration refresh) {}
