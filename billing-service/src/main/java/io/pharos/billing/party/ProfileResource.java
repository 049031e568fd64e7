package io.pharos.billing.party;

import io.pharos.billing.party.Profile.Brand;
import io.pharos.billing.party.Profile.Language;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tenant says of itself for its invoices; it holds for those that are issued from now on. */
@Path("/api/v1/invoices/profile")
@RunOnVirtualThread
class ProfileResource {
    private final Database database;
    private final Profiles profiles;
    private final ProfileStore store;
    private final Clock clock;

    ProfileResource(Database database, Profiles profiles, ProfileStore store, Clock clock) {
        this.database = database;
        this.profiles = profiles;
        this.store = store;
        this.clock = clock;
    }

    /** A profile as it is sent; what is left out stays as it is without one. */
    record ProfileRequest(
            @Nullable String name,
            @Nullable String taxNumber,
            @Nullable List<String> address,
            @Nullable String country,
            @Nullable String email,
            @Nullable String language,
            @Nullable Brand brand,
            @Nullable Boolean billingStatement,
            @Nullable Boolean facturX) {
        Profile over(Profile unsaid) {
            Party old = unsaid.buyer();
            Party buyer = new Party(
                    name == null ? old.name() : name,
                    taxNumber == null ? "" : taxNumber,
                    address == null ? List.of() : address,
                    country == null ? old.country() : country,
                    email == null ? "" : email);
            boolean statement = billingStatement == null ? unsaid.billingStatement() : billingStatement;
            return new Profile(
                    buyer,
                    language == null ? unsaid.language() : language(language),
                    brand == null ? unsaid.brand() : brand,
                    statement,
                    Boolean.TRUE.equals(facturX));
        }

        private static Language language(String tag) {
            return Arrays.stream(Language.values())
                    .filter(l -> l.tag().equals(tag))
                    .findFirst()
                    .orElseThrow(() -> Problem.of(
                            Kind.MALFORMED,
                            "invoice.unknown-language",
                            "Invoices are written in 'en' and in 'zh-CN'."));
        }
    }

    @GET
    @RequiresScope(Scope.BILLING_READ)
    public Profile profile(@Context TenantContext context) {
        return database.query(session -> profiles.of(session, context.tenant()));
    }

    @PUT
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    public Profile put(@Context TenantContext context, ProfileRequest request) {
        return database.transact(session -> {
            Profile profile = request.over(profiles.unsaid(context.tenant()));
            store.put(session, context.tenant(), profile, clock.instant());
            return profile;
        });
    }
}
