package io.pharos.billing.party;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Profiles in PostgreSQL. */
@Singleton
public class ProfileStore {
    private static final String OF_TENANT = "select profile from billing_profile where tenant_id = $1";
    private static final String PUT = """
            insert into billing_profile (tenant_id, profile, updated_at) values ($1, $2, $3)
            on conflict (tenant_id) do update set profile = excluded.profile, updated_at = excluded.updated_at
            """;

    private final Columns columns;

    ProfileStore(Columns columns) {
        this.columns = columns;
    }

    public Optional<Profile> find(Session session, TenantId tenant) {
        return session.first(OF_TENANT, row -> columns.required(row, "profile", Profile.class), tenant.value());
    }

    void put(Session session, TenantId tenant, Profile profile, Instant now) {
        session.change(PUT, tenant.value(), columns.object(profile), now);
    }
}
