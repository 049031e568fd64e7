package io.pharos.billing.capacity;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.period.Period;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The catalogue of capacity, kept by the platform's administration. */
@Path("/api/v1/billing/capacity/{code}")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class OffersResource {
    private static final Instant FOR_EVER = Instant.parse("2100-01-01T00:00:00Z");

    private final Database database;
    private final CapacityStore store;
    private final Audit audit;

    OffersResource(Database database, CapacityStore store, Audit audit) {
        this.database = database;
        this.store = store;
        this.audit = audit;
    }

    /** An offer as the operator writes it. Leases that were sold stay sold where the stock becomes smaller. */
    record OfferRequest(
            @Nullable String name,
            @Nullable String resource,
            @Nullable String unit,
            @Nullable BigDecimal stock,
            @Nullable BigDecimal least,
            @Nullable BigDecimal price,
            @Nullable String currency,
            @Nullable Duration priceFor,
            @Nullable Duration longest,
            @Nullable Instant soldFrom,
            @Nullable Instant soldUntil,
            @Nullable BigDecimal monthlyCost) {
        Offer offer(String code) {
            return new Offer(
                    code,
                    given(name, "name"),
                    resource == null ? code : resource,
                    given(unit, "unit"),
                    given(stock, "stock"),
                    least == null ? BigDecimal.ONE : least,
                    given(price, "price"),
                    knownCurrency(),
                    given(priceFor, "priceFor"),
                    given(longest, "longest"),
                    new Period(soldFrom == null ? Instant.EPOCH : soldFrom, soldUntil == null ? FOR_EVER : soldUntil),
                    monthlyCost == null ? BigDecimal.ZERO : monthlyCost);
        }

        private Currency knownCurrency() {
            try {
                return Currency.getInstance(given(currency, "currency"));
            } catch (IllegalArgumentException e) {
                throw Problem.of(Kind.MALFORMED, "capacity.malformed-currency", "'currency' is a code of ISO 4217.");
            }
        }

        private static <T> T given(@Nullable T value, String field) {
            if (value == null) {
                throw Problem.of(Kind.MALFORMED, "capacity.incomplete-offer", "Give the offer's '" + field + "'.");
            }
            return value;
        }
    }

    /** What the offer is now. */
    record PutView(String code, BigDecimal stock, BigDecimal price, String currency) {}

    @PUT
    public PutView put(@Context Caller caller, @RestPath String code, OfferRequest request) {
        Offer offer = request.offer(code);
        return database.transact(session -> {
            store.put(session, offer);
            audit.done(
                    session,
                    caller,
                    "capacity.offer",
                    code,
                    Map.of("stock", offer.stock().toPlainString()));
            return new PutView(
                    code, offer.stock(), offer.price(), offer.currency().getCurrencyCode());
        });
    }
}
