package io.pharos.tenancy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProblemReplyTest {
    @Test
    void aReplySaysWhenToTryAgainAndHowToProveOneself() {
        Problem busy = Problem.of(Kind.UNAVAILABLE, "test.busy", "Later.");
        assertThat(ProblemReply.of(busy).headers()).containsEntry("Retry-After", "1");
        assertThat(ProblemReply.of(busy.retryAfter(Duration.ofMillis(2001))).headers())
                .containsEntry("Retry-After", "3");
        assertThat(ProblemReply.of(Problem.of(Kind.UNAUTHENTICATED, "token.expired", "Anew."))
                        .headers())
                .containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(ProblemReply.of(Problem.of(Kind.MALFORMED, "test.bad", "No."))
                        .headers())
                .doesNotContainKey("Retry-After");
    }
}
