package io.pharos.collector.limits;

import io.pharos.tenancy.directory.IngestLimits;

/** How fast a tenant may write to one collector, and how much at once: its limit, shared by those it is spread over. */
public record Allowance(double rate, int burst) {
    public static Allowance of(IngestLimits limits, int collectors) {
        int shards = limits.shards(collectors);
        return new Allowance(
                (double) limits.ingestionRate() / shards, Math.max(1, limits.ingestionBurstSize() / shards));
    }
}
