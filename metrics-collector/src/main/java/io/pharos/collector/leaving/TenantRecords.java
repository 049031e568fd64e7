package io.pharos.collector.leaving;

import io.pharos.sql.Session;

/** What one capability keeps of tenants in PostgreSQL. */
public interface TenantRecords {
    /** Deletes all of these tenants, by their ids; answers how many rows that were. */
    int deleteAll(Session session, String[] tenants);
}
