package io.pharos.gateway.api;

import io.pharos.gateway.quota.Quota;
import io.pharos.gateway.quota.QuotaKey;
import io.pharos.tenancy.directory.Tenant;
import java.util.ArrayList;
import java.util.List;

/**
 * The quotas that hold for a caller: the user's by role, the client's by plan, and the tenant's by plan or by what the
 * front door lets through. Pure.
 */
final class Quotas {
    /** The plan's cap on the requests a second of each client. */
    static final String CLIENT_RATE = "query.client-rate";

    /** The plan's cap on the requests a second of the whole tenant. */
    static final String TENANT_RATE = "query.tenant-rate";

    private Quotas() {}

    static List<Quota> of(ReadContext reader) {
        Tenant tenant = reader.route().tenant();
        List<Quota> quotas = new ArrayList<>(3);
        Integer rate = reader.limits().rate();
        if (rate != null) {
            quotas.add(new Quota(new QuotaKey.OfUser(tenant.id(), reader.user()), rate));
        }
        tenant.plan()
                .cap(CLIENT_RATE)
                .ifPresent(cap ->
                        quotas.add(new Quota(new QuotaKey.OfClient(tenant.id(), reader.client()), perSecond(cap))));
        long ofTenant =
                tenant.plan().cap(TENANT_RATE).orElse(tenant.limits().requests().requestRate());
        quotas.add(new Quota(new QuotaKey.OfTenant(tenant.id()), perSecond(ofTenant)));
        return quotas;
    }

    private static int perSecond(long cap) {
        return (int) Math.clamp(cap, 0, Integer.MAX_VALUE);
    }
}
