package io.pharos.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.gateway.quota.Quota;
import io.pharos.gateway.quota.QuotaKey;
import io.pharos.gateway.quota.Verdict;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaHeadersTest {
    private static Quota quota(int perSecond) {
        return new Quota(new QuotaKey.OfUser(new TenantId("acme"), "alice"), perSecond);
    }

    @Test
    void showsHowTheQuotaStands() {
        assertThat(QuotaHeaders.of(new Verdict.Granted(quota(100), 7, Duration.ofMillis(300))))
                .containsEntry("X-RateLimit-Limit", "100")
                .containsEntry("X-RateLimit-Remaining", "7")
                .containsEntry("X-RateLimit-Reset", "1");
        assertThat(QuotaHeaders.of(new Verdict.Unlimited())).isEmpty();
    }

    @Test
    void refusesWhatIsOverTheQuota() {
        Verdict exhausted = new Verdict.Exhausted(quota(5), Duration.ofMillis(300));
        assertThat(QuotaHeaders.of(exhausted)).containsEntry("X-RateLimit-Remaining", "0");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> QuotaHeaders.orRefuse(exhausted))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.RATE_LIMITED))
                .satisfies(problem -> assertThat(problem.retryAfter()).hasValue(Duration.ofMillis(300)));
    }

    @Test
    void refusesWithAWordToTryAgainWhatNobodyCanCount() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> QuotaHeaders.orRefuse(new Verdict.Uncounted()))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE))
                .satisfies(problem -> assertThat(problem.retryAfter()).isPresent());
    }
}
