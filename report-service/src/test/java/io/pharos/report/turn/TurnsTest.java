package io.pharos.report.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    @Test
    void aTenantWithManyDelaysAnotherByOne() {
        Turns<String> turns = new Turns<>(10, 100);
        turns.offer(ACME, "a1");
        turns.offer(ACME, "a2");
        turns.offer(ACME, "a3");
        turns.offer(GLOBEX, "g1");
        List<String> order = new ArrayList<>();
        for (Optional<String> next = turns.next(); next.isPresent(); next = turns.next()) {
            order.add(next.get());
        }
        assertThat(order).containsExactly("a1", "g1", "a2", "a3");
        assertThat(turns.size()).isZero();
    }

    @Test
    void eachTenantAndAllTogetherAreBounded() {
        Turns<String> turns = new Turns<>(2, 3);
        assertThat(turns.offer(ACME, "a1")).isTrue();
        assertThat(turns.offer(ACME, "a2")).isTrue();
        assertThat(turns.offer(ACME, "a3")).as("over the tenant's").isFalse();
        assertThat(turns.offer(GLOBEX, "g1")).isTrue();
        assertThat(turns.offer(GLOBEX, "g2")).as("over all").isFalse();
    }
}
