package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.quota.Quota;
import io.pharos.gateway.quota.QuotaKey;
import io.pharos.model.Environment;
import io.pharos.model.Role;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.CustomRole;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.QueryLimits;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tenancy.token.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final QuotaKey USER = new QuotaKey.OfUser(ACME, "alice");
    private static final QuotaKey TENANT = new QuotaKey.OfTenant(ACME);

    private static ReadContext reader(Role role, Plan plan) {
        Tenant tenant = new Tenant(
                ACME,
                "Acme",
                plan,
                Status.ACTIVE,
                Isolation.SHARED,
                Residency.ANYWHERE,
                Map.of(Environment.PROD, "one"),
                Limits.DEFAULT,
                LabelConflict.REFUSE,
                Alerting.SHARED,
                1);
        Caller.TenantCaller caller = new Caller.TenantCaller(
                "alice", ACME, role, Set.of(), "grafana", "jti", Instant.EPOCH, Instant.EPOCH.plusSeconds(900));
        return new ReadContext(
                new TenantContext(ACME, Environment.PROD, caller),
                new EngineRoute(tenant, Environment.PROD, Tenants.engine("one", "http://engine")));
    }

    @Test
    void aRoleHasItsRateAndTheTenantWhatTheFrontDoorLetsThrough() {
        assertThat(Quotas.of(reader(Role.GUEST, Plan.FREE)))
                .containsExactly(new Quota(USER, 5), new Quota(TENANT, 1000));
        assertThat(Quotas.of(reader(Role.DEV, Plan.FREE))).contains(new Quota(USER, 100));
    }

    @Test
    void anAdminHasNoRoleQuotaAndYetTheTenants() {
        assertThat(Quotas.of(reader(Role.ADMIN, Plan.FREE))).containsExactly(new Quota(TENANT, 1000));
    }

    @Test
    void aPlanHoldsClientsAndTheTenant() {
        Plan plan = new Plan("small", Set.of(), Map.of("query.client-rate", 20L, "query.tenant-rate", 50L));
        assertThat(Quotas.of(reader(Role.ADMIN, plan)))
                .containsExactly(new Quota(new QuotaKey.OfClient(ACME, "grafana"), 20), new Quota(TENANT, 50));
    }

    @Test
    void aCustomRoleGoesBeforeTheTokensOwn() {
        CustomRole analyst = new CustomRole(new QueryLimits(30, Duration.ofDays(1), null), Set.of("alice"));
        ReadContext reader = reader(Role.DEV, new Plan("analysts", Set.of(), Map.of(), Map.of("analyst", analyst)));
        assertThat(Quotas.of(reader)).contains(new Quota(USER, 30));
        assertThat(reader.limits()).isEqualTo(new QueryLimits(30, Duration.ofDays(1), Duration.ofHours(1)));
    }

    @Test
    void aCustomRoleMayBeAClients() {
        CustomRole machine = new CustomRole(new QueryLimits(500, null, null), Set.of("grafana"));
        ReadContext reader = reader(Role.DEV, new Plan("machines", Set.of(), Map.of(), Map.of("machine", machine)));
        assertThat(Quotas.of(reader)).contains(new Quota(USER, 500));
    }
}
