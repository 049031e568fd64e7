package io.pharos.tsdb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineVerdictTest {
    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void anyTwoHundredIsStored(int status) {
        assertThat(EngineVerdict.of(status, null, "")).isEqualTo(WriteOutcome.Stored.STORED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void whatIsTheDatasFaultIsRefusedInOneLine(int status) {
        assertThat(EngineVerdict.of(status, null, "out of order sample\nsecond line\n"))
                .isEqualTo(new WriteOutcome.Refused("out of order sample second line"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 401, 403, 404, 405, 415, 431})
    void whatIsOurFaultIsTemporary(int status) {
        Problem problem = problem(status, null, "");
        assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(problem.code()).isEqualTo("engine.misconfigured");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 507, 529})
    void whatIsTheEnginesFaultIsTemporary(int status) {
        assertThat(problem(status, null, "").code()).isEqualTo("engine.failed");
    }

    @Test
    void aTimeoutIsToldAsOne() {
        assertThat(problem(504, null, "").kind()).isEqualTo(Kind.UPSTREAM_TIMEOUT);
    }

    @Test
    void theEnginesRetryAfterIsKeptWithinReason() {
        assertThat(EngineVerdict.of(429, "7", "")).isEqualTo(new WriteOutcome.Throttled(Duration.ofSeconds(7)));
        assertThat(EngineVerdict.of(429, "999999", "")).isEqualTo(new WriteOutcome.Throttled(Duration.ofMinutes(2)));
        assertThat(EngineVerdict.of(429, "soon", "")).isEqualTo(new WriteOutcome.Throttled(Duration.ofSeconds(2)));
        assertThat(problem(503, "9", "").retryAfter()).contains(Duration.ofSeconds(9));
    }

    @Test
    void histogramsThatAreSwitchedOffAreRefusedForGood() {
        assertThat(EngineVerdict.of(500, null, "native histograms are disabled"))
                .isEqualTo(new WriteOutcome.Refused("native histograms are disabled"));
    }

    @Test
    void aReasonIsShort() {
        WriteOutcome outcome = EngineVerdict.of(400, null, "long ".repeat(10_000));
        assertThat(((WriteOutcome.Refused) outcome).reason()).hasSizeLessThan(600);
    }

    private static Problem problem(int status, @Nullable String retryAfter, String body) {
        Problem problem = catchThrowableOfType(Problem.class, () -> EngineVerdict.of(status, retryAfter, body));
        assertThat(problem).isNotNull();
        return problem;
    }
}
