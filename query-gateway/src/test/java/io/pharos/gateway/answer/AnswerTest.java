package io.pharos.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTest {
    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.4S, 1", "PT1.000001S, 1", "PT1.5S, 2", "PT5S, 5"})
    void tellsAWaitInWholeSeconds(Duration wait, String seconds) {
        assertThat(Answer.seconds(wait)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @EnumSource
    void refusesInPrometheussJson(Kind kind) {
        Answer answer = Answer.refusal(Problem.of(kind, "some.case", "say \"please\""));
        JsonObject json = new JsonObject(answer.body());
        assertThat(answer.status()).isEqualTo(kind.status());
        assertThat(json.fieldNames()).containsExactly("status", "errorType", "error");
        assertThat(json.getString("error")).isEqualTo("say \"please\"");
    }

    @Test
    void tellsWhenToComeBackAndHowToProveOneself() {
        Problem busy = Problem.of(Kind.UNAVAILABLE, "some.case", "later").retryAfter(Duration.ofSeconds(3));
        assertThat(Answer.refusal(busy).headers()).containsEntry("Retry-After", "3");
        Problem unknown = Problem.of(Kind.UNAUTHENTICATED, "some.case", "who");
        assertThat(Answer.refusal(unknown).headers()).containsEntry("WWW-Authenticate", "Bearer");
    }
}
