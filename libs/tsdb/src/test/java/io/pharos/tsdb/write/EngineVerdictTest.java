package io.pharos.tsdb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.wire.remotewrite2.WriteVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineVerdictTest {
    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void anyTwoHundredIsStored(int status) {
        assertThat(verdict(status, null, "")).isEqualTo(WriteOutcome.Stored.STORED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void whatIsTheDatasFaultIsRefusedInOneLine(int status) {
        assertThat(verdict(status, null, "out of order sample\nsecond line\n"))
                .isEqualTo(new WriteOutcome.Refused("out of order sample second line", Written.NOTHING));
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
        assertThat(verdict(429, "7", "")).isEqualTo(new WriteOutcome.Throttled(Duration.ofSeconds(7)));
        assertThat(verdict(429, "999999", "")).isEqualTo(new WriteOutcome.Throttled(Duration.ofMinutes(2)));
        assertThat(verdict(429, "soon", "")).isEqualTo(new WriteOutcome.Throttled(Duration.ofSeconds(2)));
        assertThat(problem(503, "9", "").retryAfter()).contains(Duration.ofSeconds(9));
    }

    @Test
    void histogramsThatAreSwitchedOffAreRefusedForGood() {
        assertThat(verdict(500, null, "native histograms are disabled"))
                .isEqualTo(new WriteOutcome.Refused("native histograms are disabled", Written.NOTHING));
    }

    @Test
    void aReasonIsShort() {
        WriteOutcome outcome = verdict(400, null, "long ".repeat(10_000));
        assertThat(((WriteOutcome.Refused) outcome).reason()).hasSizeLessThan(600);
    }

    @Test
    void anEngineThatDoesNotReadVersion2IsFoundOut() {
        assertThat(EngineVerdict.of(WriteVersion.V2, answer(415, null))).isEmpty();
        assertThat(EngineVerdict.of(WriteVersion.V2, answer(204, null))).isEmpty();
        assertThat(EngineVerdict.of(WriteVersion.V2, answer(204, Written.NOTHING)))
                .contains(WriteOutcome.Stored.STORED);
        assertThat(EngineVerdict.of(WriteVersion.V1, answer(204, null))).contains(WriteOutcome.Stored.STORED);
        assertThat(EngineVerdict.of(WriteVersion.V2, answer(400, null))).isPresent();
    }

    @Test
    void tellsWhatIsStoredOfARefusedBatch() {
        Written part = new Written(3, 1, 0);
        assertThat(EngineVerdict.of(WriteVersion.V2, answer(400, part)))
                .contains(new WriteOutcome.Refused("because", part));
    }

    private static EngineVerdict.Answer answer(int status, @Nullable Written told) {
        return new EngineVerdict.Answer(status, null, told, "because");
    }

    private static WriteOutcome verdict(int status, @Nullable String retryAfter, String body) {
        return EngineVerdict.of(WriteVersion.V1, new EngineVerdict.Answer(status, retryAfter, null, body))
                .orElseThrow();
    }

    private static Problem problem(int status, @Nullable String retryAfter, String body) {
        Problem problem = catchThrowableOfType(Problem.class, () -> verdict(status, retryAfter, body));
        assertThat(problem).isNotNull();
        return problem;
    }
}
