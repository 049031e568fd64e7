package io.pharos.billing.party;

import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import jakarta.inject.Singleton;

/** How each tenant is invoiced; one that has said nothing gets what follows from its name. */
@Singleton
public class Profiles {
    private final ProfileStore store;
    private final TenantDirectory directory;
    private final Seller seller;

    Profiles(ProfileStore store, TenantDirectory directory, SellerConfig seller) {
        this.store = store;
        this.directory = directory;
        this.seller = Seller.of(seller);
    }

    public Seller seller() {
        return seller;
    }

    public Profile of(Session session, TenantId tenant) {
        return store.find(session, tenant).orElseGet(() -> unsaid(tenant));
    }

    Profile unsaid(TenantId tenant) {
        String name = directory.find(tenant).map(Tenant::name).orElse(tenant.value());
        return Profile.unsaid(name, seller.party().country());
    }
}
