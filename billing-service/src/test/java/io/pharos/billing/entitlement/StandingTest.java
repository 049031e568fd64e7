package io.pharos.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Scope;
import io.pharos.tenancy.directory.Status;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans, budgets and dunning each change their part of what is said of a tenant, and no other's. */
class StandingTest {
    @Test
    void aPlanTakesItsCapsWithItAndLeavesWhatBudgetsClosed() {
        Standing closed =
                Standing.AS_IT_IS.withUsedUp(Set.of(Scope.METRICS_WRITE)).with(Status.RESTRICTED);
        Standing large = closed.withPlan("large", Set.of("query.cache"), Map.of("query.samples-per-day", 7L));
        assertThat(large.features()).containsExactly("query.cache");
        assertThat(large.caps()).containsEntry("query.samples-per-day", 7L).containsEntry("metrics:write", 0L);
        Standing small = large.withPlan("small", Set.of(), Map.of());
        assertThat(small.features()).isEmpty();
        assertThat(small.caps()).containsEntry("query.samples-per-day", null).containsEntry("metrics:write", 0L);
        assertThat(small.status()).isEqualTo(Status.RESTRICTED);
    }

    @Test
    void whatWasNeverClosedIsNotSaid() {
        assertThat(Standing.AS_IT_IS.withUsedUp(Set.of())).isEqualTo(Standing.AS_IT_IS);
        assertThat(Standing.AS_IT_IS
                        .withUsedUp(Set.of(Scope.LOGS_READ))
                        .withUsedUp(Set.of())
                        .caps())
                .containsEntry("logs:read", null)
                .hasSize(1);
    }
}
