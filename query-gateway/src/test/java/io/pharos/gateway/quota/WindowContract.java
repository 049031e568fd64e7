package io.pharos.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every window keeps, wherever it counts. */
interface WindowContract {
    Window window();

    default Verdict take(List<Quota> quotas) throws Exception {
        return window().take(quotas).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    default Verdict take(QuotaKey key, int limit) throws Exception {
        return window().take(List.of(new Quota(key, limit)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    default QuotaKey anyone() {
        return new QuotaKey.OfUser(new TenantId("acme"), UUID.randomUUID().toString());
    }

    @Test
    default void grantsUpToTheLimitAndThenRefuses() throws Exception {
        QuotaKey key = anyone();
        for (int left = 4; left >= 0; left--) {
            Verdict verdict = take(key, 5);
            assertThat(verdict).isInstanceOf(Verdict.Granted.class);
            assertThat(((Verdict.Granted) verdict).remaining()).isEqualTo(left);
        }
        Verdict refused = take(key, 5);
        assertThat(refused).isInstanceOf(Verdict.Exhausted.class);
        assertThat(((Verdict.Exhausted) refused).pause()).isBetween(Duration.ZERO, Duration.ofMillis(1_001));
    }

    @Test
    default void countsEachUserAlone() throws Exception {
        QuotaKey one = anyone();
        QuotaKey other = new QuotaKey.OfUser(new TenantId("initech"), "one");
        assertThat(take(one, 1)).isInstanceOf(Verdict.Granted.class);
        assertThat(take(one, 1)).isInstanceOf(Verdict.Exhausted.class);
        assertThat(take(other, 1)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    default void aRefusedRequestIsNotCounted() throws Exception {
        QuotaKey key = anyone();
        assertThat(take(key, 2)).isInstanceOf(Verdict.Granted.class);
        assertThat(take(key, 1)).isInstanceOf(Verdict.Exhausted.class);
        assertThat(take(key, 2)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    default void countsARequestByAllOfItsQuotasOrByNone() throws Exception {
        QuotaKey alice = anyone();
        QuotaKey bob = anyone();
        QuotaKey all = new QuotaKey.OfClient(alice.tenant(), UUID.randomUUID().toString());
        assertThat(take(List.of(new Quota(alice, 5), new Quota(all, 2)))).isInstanceOf(Verdict.Granted.class);
        assertThat(take(List.of(new Quota(bob, 5), new Quota(all, 2)))).isInstanceOf(Verdict.Granted.class);

        Verdict refused = take(List.of(new Quota(alice, 5), new Quota(all, 2)));

        assertThat(refused).isInstanceOf(Verdict.Exhausted.class);
        assertThat(((Verdict.Exhausted) refused).quota().key()).isEqualTo(all);
        assertThat(((Verdict.Granted) take(alice, 5)).remaining()).isEqualTo(3);
    }

    @Test
    default void tellsOfTheTightest() throws Exception {
        QuotaKey user = anyone();
        QuotaKey tenant = anyone();
        Verdict verdict = take(List.of(new Quota(user, 100), new Quota(tenant, 7)));
        assertThat(((Verdict.Granted) verdict).tightest().key()).isEqualTo(tenant);
        assertThat(((Verdict.Granted) verdict).remaining()).isEqualTo(6);
    }
}
