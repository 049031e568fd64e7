package io.pharos.tenancy.directory;

/** Where a tenant's data may lie: a region's name, and whether anything may leave the tenant's own store. */
public record Residency(String region, boolean ownStoreOnly) {
    /** No region is asked for. */
    public static final Residency ANYWHERE = new Residency("any", false);

    public Residency {
        region = Given.or(region, "any");
    }
}
