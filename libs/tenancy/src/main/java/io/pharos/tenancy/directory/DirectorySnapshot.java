package io.pharos.tenancy.directory;

import java.time.Instant;
import java.util.List;

/** The whole directory at one moment: what every service holds in memory and decides by. */
public record DirectorySnapshot(
        long revision, Instant asOf, List<Tenant> tenants, List<Engine> engines, Revocations revocations) {
    /** What is known before the first pull. */
    public static final DirectorySnapshot EMPTY =
            new DirectorySnapshot(-1, Instant.EPOCH, List.of(), List.of(), Revocations.NONE);

    public DirectorySnapshot {
        Given.all("directory", asOf, tenants, engines, revocations);
        tenants = List.copyOf(tenants);
        engines = List.copyOf(engines);
    }
}
