package io.pharos.tenancy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProblemCodesTest {
    private static final Path ROOT = Path.of(System.getProperty("pharos.root", "../.."));
    private static final Path PAGE = ROOT.resolve("libs/tenancy/problems.md");

    private final ProblemCodes codes = ProblemCodes.in(ROOT);

    @Test
    void aCodeStandsForOneKind() {
        assertThat(codes.cases()).containsKeys("tenant.missing", "token.expired", "request.malformed-json");
        assertThat(codes.ambiguous()).isEmpty();
    }

    @Test
    void theReferencePageIsWhatTheSourcesSay() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, codes.page());
        }
        assertThat(Files.readString(PAGE))
                .as("run this test with -Ddocs.write=true and commit the page")
                .isEqualTo(codes.page());
    }

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
