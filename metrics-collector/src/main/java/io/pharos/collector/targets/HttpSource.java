package io.pharos.collector.targets;

import java.net.URI;
import java.time.Duration;

/** An address that tells target groups as Prometheus's http_sd has them, asked again after the refresh interval. */
public record HttpSource(URI url, Duration refresh) {}
