package io.pharos.tenancy.egress;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FairPlacesTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final FairPlaces places = new FairPlaces(4, 2);
    private final List<TenantId> served = new CopyOnWriteArrayList<>();

    @Test
    void oneTenantsCallsLeaveRoomForAnother() throws InterruptedException {
        assertThat(places.acquire(ACME, LONG)).isTrue();
        assertThat(places.acquire(ACME, LONG)).isTrue();
        assertThat(places.acquire(ACME, Duration.ofMillis(1))).isFalse();
        assertThat(places.acquire(INITECH, Duration.ofMillis(1))).isTrue();
        places.release(ACME);
        assertThat(places.acquire(ACME, Duration.ofMillis(1))).isTrue();
    }

    @Test
    void aFreePlaceGoesToWhoHoldsTheFewest() throws Exception {
        for (TenantId tenant : List.of(ACME, ACME, INITECH, INITECH)) {
            assertThat(places.acquire(tenant, LONG)).isTrue();
        }
        CompletableFuture<Void> more = waiting(INITECH);
        CompletableFuture<Void> newcomer = waiting(GLOBEX);
        places.release(INITECH);
        newcomer.get(10, TimeUnit.SECONDS);
        assertThat(served).containsExactly(GLOBEX);
        places.release(ACME);
        more.get(10, TimeUnit.SECONDS);
        assertThat(served).containsExactly(GLOBEX, INITECH);
    }

    /** Returns once the tenant waits. */
    private CompletableFuture<Void> waiting(TenantId tenant) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                assertThat(places.acquire(tenant, LONG)).isTrue();
                served.add(tenant);
                done.complete(null);
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return done;
    }
}
