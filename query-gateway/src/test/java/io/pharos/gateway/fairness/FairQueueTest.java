package io.pharos.gateway.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.gateway.fairness.FairQueue.Bounds;
import io.pharos.gateway.fairness.FairQueue.Entry;
import io.pharos.model.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final TenantId A = new TenantId("a");
    private static final TenantId B = new TenantId("b");
    private static final TenantId C = new TenantId("c");
    private static final int ALL = 100;

    private final FairQueue<String> queue = new FairQueue<>(new Bounds(4, 1, 50));

    private void crowd(TenantId tenant, int tickets) {
        for (int i = 1; i <= tickets; i++) {
            queue.enter(tenant, tenant.value() + i, ALL);
        }
    }

    @Test
    void admitsWhileThereArePlaces() {
        assertThat(queue.enter(A, "a1", ALL)).isEqualTo(Entry.ADMITTED);
        assertThat(queue.held()).isEqualTo(1);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void keepsAPlaceForWhoComesAnew() {
        crowd(A, 60);
        assertThat(queue.held()).isEqualTo(3);
        assertThat(queue.enter(B, "b1", ALL)).isEqualTo(Entry.ADMITTED);
        assertThat(queue.enter(B, "b2", ALL)).isEqualTo(Entry.WAITING);
    }

    @Test
    void refusesMoreWaitersThanATenantMayHave() {
        crowd(A, 53);
        assertThat(queue.enter(A, "a54", ALL)).isEqualTo(Entry.FULL);
        assertThat(queue.enter(B, "b1", ALL)).isEqualTo(Entry.ADMITTED);
    }

    @Test
    void givesAFreePlaceToWhoHoldsTheFewest() {
        crowd(A, 10);
        crowd(B, 3);
        assertThat(queue.leave(A)).as("the reserve is filled first").isEmpty();
        assertThat(queue.leave(A)).as("one each, and A was served longer ago").containsExactly("a4");
        assertThat(queue.leave(A)).containsExactly("b2");
    }

    @Test
    void takesTurnsAmongEquals() {
        FairQueue<String> one = new FairQueue<>(new Bounds(1, 0, 50));
        one.enter(C, "c0", ALL);
        for (TenantId tenant : List.of(A, B)) {
            one.enter(tenant, tenant + "1", ALL);
            one.enter(tenant, tenant + "2", ALL);
        }
        assertThat(one.leave(C)).containsExactly("a1");
        assertThat(one.leave(A)).containsExactly("b1");
        assertThat(one.leave(B)).containsExactly("a2");
        assertThat(one.leave(A)).containsExactly("b2");
        assertThat(one.leave(B)).isEmpty();
        assertThat(one.held()).isZero();
    }

    @Test
    void holdsATenantToItsOwnMost() {
        assertThat(queue.enter(A, "a1", 1)).isEqualTo(Entry.ADMITTED);
        assertThat(queue.enter(A, "a2", 1)).isEqualTo(Entry.WAITING);
        assertThat(queue.leave(A)).containsExactly("a2");
    }

    @Test
    void forgetsWhoStoppedWaiting() {
        crowd(A, 5);
        assertThat(queue.withdraw(A, "a4")).isTrue();
        assertThat(queue.withdraw(A, "a4")).isFalse();
        assertThat(queue.withdraw(A, "a1")).as("it has a place").isFalse();
        assertThat(queue.leave(A)).containsExactly("a5");
    }

    @Test
    void noticesAPlaceThatNobodyHeld() {
        assertThatThrownBy(() -> queue.leave(A)).isInstanceOf(IllegalStateException.class);
    }
}
