package io.pharos.billing.cost;

import io.pharos.billing.cost.CostStore.Coverage;
import io.pharos.billing.cost.CostStore.Share;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What serving each tenant has cost in a time, and how much of that time was measured at all: nothing is guessed. */
@Singleton
public final class ServiceCosts {
    private final CostStore store;

    ServiceCosts(CostStore store) {
        this.store = store;
    }

    /**
     * Cost by tenant, in major units, and what nobody's usage carries. {@code gaps} says in words which hours are not
     * in it; where there are some the cost is too low.
     */
    public record Measured(Map<TenantId, BigDecimal> byTenant, BigDecimal nobodys, List<String> gaps) {
        public Measured {
            byTenant = Map.copyOf(byTenant);
            gaps = List.copyOf(gaps);
        }

        public boolean isComplete() {
            return gaps.isEmpty();
        }
    }

    /** The cost of whole hours from one time to another. */
    public Measured between(Session session, Instant from, Instant to, Currency currency) {
        Map<TenantId, BigDecimal> byTenant = new TreeMap<>();
        BigDecimal nobodys = BigDecimal.ZERO;
        for (Share share : store.shared(session, from, to, currency)) {
            Optional<TenantId> tenant = share.tenant();
            if (tenant.isPresent()) {
                byTenant.put(tenant.get(), share.cost());
            } else {
                nobodys = share.cost();
            }
        }
        return new Measured(byTenant, nobodys, gaps(session, from, to, currency));
    }

    private List<String> gaps(Session session, Instant from, Instant to, Currency currency) {
        Optional<Instant> since = store.since(session, currency);
        if (since.isEmpty()) {
            return List.of("no cost pool in " + currency + " is defined: service cost is not known");
        }
        List<String> late =
                since.get().isAfter(from) ? List.of("nothing was measured before " + since.get()) : List.of();
        List<String> missing = store.coverage(session, from, to, currency).stream()
                .filter(pool -> pool.measured() < pool.hours())
                .map(ServiceCosts::words)
                .toList();
        return Stream.concat(late.stream(), missing.stream()).toList();
    }

    private static String words(Coverage pool) {
        return "of pool '" + pool.pool() + "' only " + pool.measured() + " of " + pool.hours() + " hours were measured";
    }
}
