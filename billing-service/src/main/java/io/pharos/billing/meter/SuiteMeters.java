package io.pharos.billing.meter;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The suite's own meters: the same for every tenant, and fed by the suite's services alone. */
public final class SuiteMeters {
    public static final List<MeterDefinition> ALL = List.of(
            summed("samples", "Samples written", "samples"),
            summed("ingest-bytes", "Bytes written", "ingest_bytes"),
            summed("active-series-hours", "Active series, by the hour", "active_series_hours"),
            summed("samples-read", "Samples read by queries", "query_samples"),
            summed("query-bytes", "Bytes sent to readers", "query_bytes"),
            new MeterDefinition("Queries", "query_samples", new Meter("api-calls", new Aggregation.Count())),
            new MeterDefinition(
                    "Time that queries took, in milliseconds",
                    "query_samples",
                    new Meter("query-duration", new Aggregation.Sum(new Measure.Property("duration_ms")))),
            summed("scrapes", "Scrapes of targets", "scrapes"),
            summed("log-bytes", "Bytes of logs written", "log_bytes"),
            summed("log-scan-bytes", "Bytes of logs scanned", "log_scan_bytes"),
            summed("spans", "Spans written", "spans"),
            summed("rule-evaluations", "Rules evaluated", "rule_evaluations"),
            summed("notifications", "Notifications sent", "notifications"),
            summed("reports", "Reports", "reports"),
            summed("capacity", "Leases of capacity", "capacity"),
            summed("cache-bytes", "Bytes served by leased caches", "cache_bytes"),
            summed("sla-credits", "Credits for missed service levels", "sla_credits"));

    private static final Set<String> RESOURCES =
            ALL.stream().map(MeterDefinition::resourceType).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> CODES =
            ALL.stream().map(MeterDefinition::code).collect(Collectors.toUnmodifiableSet());

    private SuiteMeters() {}

    /** Whether events of that resource type are for the suite's services to send. */
    public static boolean owns(String resourceType) {
        return RESOURCES.contains(resourceType);
    }

    /** Whether a meter's code is taken by the suite. */
    public static boolean named(String code) {
        return CODES.contains(code);
    }

    private static MeterDefinition summed(String code, String name, String resourceType) {
        return new MeterDefinition(name, resourceType, new Meter(code, new Aggregation.Sum(new Measure.Quantity())));
    }
}
